// A page costs the same wherever it is: the database begins it in the middle of an index, and reads no more rows than
// it has.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { functions } from '../api/rest/functions.js';
import { Registry } from '../api/rest/model/registry.js';
import { parseQuery } from '../api/rest/query/query.js';
import { defaultSchema, resources } from '../api/rest/resources.js';
import { pagesOf } from '../api/rest/sql/page.js';
import type { Asking } from '../api/rest/sql/read.js';
import { tables } from '../orm/database.js';
import { db } from '../orm/index.js';
import { scope } from '../orm/runtime/session.js';

const asking: Asking = {
  registry: new Registry(defaultSchema, resources, functions),
  service: {
    db,
    scope: () => db[scope],
    tables,
    access: { of: () => ({}), calls: () => true },
    hooks: new Map(),
    limits: { rows: 1000, depth: 6 },
  },
  caller: { role: 'test', claims: {} },
};

async function run(
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await db[scope].run({ text, values })).rows;
}

before(async () => {
  await run('truncate samples');
  await run(
    `insert into samples (id, word, big) select n, 'word ' || n % 10, nullif(n % 1000, 7) from generate_series(1, 50000) n`,
  );
  await run('analyze samples');
});
after(async () => {
  await run('truncate samples');
  await db.close();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

function scans(node: Node): readonly Node[] {
  return [
    ...(/Scan$/.test(node['Node Type']) && node['Node Type'] !== 'Subquery Scan' ? [node] : []),
    ...(node.Plans ?? []).flatMap(scans),
  ];
}

const positions: readonly (readonly [string, readonly string[]])[] = [
  ['order=id', ['40000']],
  ['order=id.desc', ['10000']],
  ['order=word', ['word 8', '40008']],
  ['order=word.desc', ['word 8', '40008']],
  ['order=big', ['900', '40900']],
  ['order=big.desc', ['900', '40900']],
];

for (const [order, position] of positions) {
  void test(`deep in the order ${order}`, async () => {
    const resource = asking.registry.resource(defaultSchema, 'samples');
    const pages = pagesOf(
      asking,
      resource,
      parseQuery([['select', 'id'], ['limit', '20'], order.split('=') as [string, string]]),
    );
    const { text, values } = pages.statement(position, false, false);
    const [row] = await run(`explain (analyze, format json) ${text}`, values);
    const plans = row?.['QUERY PLAN'];
    const [{ Plan: plan }] = (typeof plans === 'string' ? JSON.parse(plans) : plans) as [{ Plan: Node }];
    const read = scans(plan).filter((node) => node['Node Type'].startsWith('Index'));
    assert.equal(read.length, 1, JSON.stringify(plan));
    assert.deepEqual(
      [read[0]?.['Actual Rows'], read[0]?.['Rows Removed by Filter'] ?? 0],
      [20, 0],
      JSON.stringify(plan),
    );
    assert.match(read[0]?.['Index Cond'] ?? '', order.includes('=id') ? /id [<>]/ : /^\(?ROW/, JSON.stringify(plan));
  });
}
