// The driver, with every statement counted that goes through it. This is the one place where that happens.

import type { Connection, Driver } from '../../../orm/runtime/driver.js';
import type { Statement } from '../../../orm/runtime/build.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Statements } from './statements.js';

export function countedDriver(driver: Driver, statements: Statements): Driver {
  return {
    ...driver,
    run: (statement) => statements.timed(statement, driver.run),
    stream: (statement) => countedRows(statement, driver.stream, statements),
    reserve: async () => countedConnection(await driver.reserve(), statements),
  };
}

function countedConnection(connection: Connection, statements: Statements): Connection {
  return {
    ...connection,
    run: (statement) => statements.timed(statement, connection.run),
    stream: (statement) => countedRows(statement, connection.stream, statements),
  };
}

/** It takes as long as its reader does. */
async function* countedRows(
  statement: Statement,
  stream: (statement: Statement) => AsyncGenerator<Row>,
  statements: Statements,
): AsyncGenerator<Row> {
  const ended = statements.begin(statement);
  let rows = 0;
  try {
    for await (const row of stream(statement)) {
      ++rows;
      yield row;
    }
  } finally {
    ended?.(rows);
  }
}
