// SQL of one's own: sql`select * from users where age > ${age}`. What stands in ${} becomes a parameter; another piece
// of SQL becomes part of the text.

import { dialect } from '../engine/dialect.js';
import { encodeParameter } from '../engine/types.js';
import { Build, type Statement } from './build.js';
import { InvalidQuery } from './errors.js';

export class Sql {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

export function sql(texts: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new Sql(texts, values);
}

/** A name, quoted: of a table or column that is only known when the program runs. */
sql.identifier = (...path: readonly [string, ...string[]]): Sql => new Sql([path.map(dialect.quote).join('.')], []);

/** Pieces with a separator between them, for lists. */
sql.join = (pieces: readonly unknown[], separator = ', '): Sql => {
  if (pieces.length === 0) throw new InvalidQuery('sql.join of nothing');
  return new Sql(['', ...pieces.slice(1).map(() => separator), ''], pieces);
};

export function sqlStatement(statement: Sql): Statement {
  const build = new Build();
  return build.statement(textOf(build, statement));
}

function textOf(build: Build, { texts, values }: Sql): string {
  return texts.map((text, at) => text + (at < values.length ? piece(build, values[at]) : '')).join('');
}

function piece(build: Build, value: unknown): string {
  if (value instanceof Sql) return textOf(build, value);
  if (value === undefined) throw new InvalidQuery('a value in sql`…` is undefined');
  return build.param(encodeParameter(value));
}
