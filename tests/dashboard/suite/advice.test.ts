// What another program says is looked at before it is believed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { adviceIn, complaintIn } from '../server/dashboard/advise/answer.js';
import { runProgram } from '../server/dashboard/advise/program.js';

const finding = {
  kind: 'missing_index',
  title: 't',
  statement: 's',
  tables: ['a'],
  columns: ['b'],
  evidence: { calls: 3, since: 'now', plan_before: ['x'] },
  change: 'CREATE INDEX',
  advice: 'do',
};

void test('an answer', () => {
  const advice = adviceIn(
    JSON.stringify({
      format: 1,
      findings: [finding],
      statements: [{ text: 's', plan: ['p'], tables: [], indexes: [] }],
      not_judged: [{ statement: 'q', why: 'w' }],
    }),
  );
  assert.deepEqual(advice, {
    findings: [finding],
    statements: [{ text: 's', plan: ['p'], tables: [], indexes: [] }],
    notJudged: [{ statement: 'q', why: 'w' }],
  });
});

void test('nonsense', () => {
  for (const text of ['', 'null', '[]', '{', '{"format":2}', '"format"']) assert.equal(adviceIn(text), undefined, text);
  const odd = {
    format: 1,
    findings: [null, 7, { evidence: [1], tables: 'a', change: 5 }],
    statements: {},
    not_judged: ['x'],
  };
  assert.deepEqual(adviceIn(JSON.stringify(odd)), {
    findings: [
      { kind: '', title: '', statement: null, tables: [], columns: [], evidence: {}, change: null, advice: '' },
    ],
    statements: [],
    notJudged: [],
  });
  assert.equal(complaintIn('{"diagnostics":[{"message":"a"},{"message":"b"}]}'), 'a; b');
  assert.equal(complaintIn('{"diagnostics":[]}'), undefined);
});

const bounds = { milliseconds: 10_000, bytes: 1000 };

void test('a program that is slow, loud, deaf or missing', async () => {
  const node = (script: string, limits = bounds) =>
    runProgram(process.execPath, ['-e', script], 'x'.repeat(1_000_000), process.env, limits);
  assert.deepEqual(await node('process.stdin.on("data", () => {}).on("end", () => console.log("done"))'), {
    code: 0,
    out: 'done\n',
    error: '',
  });
  assert.equal((await node('setInterval(() => {}, 1000)', { ...bounds, milliseconds: 300 })).code, null);
  const loud = await node('setInterval(() => console.log("x".repeat(500)), 1)');
  assert.equal(loud.code, null);
  assert.ok(loud.out.length <= 1000);
  assert.equal((await node('process.exit(3)')).code, 3);
  await assert.rejects(runProgram('/nonexistent/sqlx', [], '', process.env, bounds), /ENOENT/);
});
