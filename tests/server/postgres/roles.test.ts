// DATABASE_CALLER_ROLES: PostgreSQL's own roles, grants and row-level security decide, for each request anew.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';

import { db, sql } from '../orm/index.js';
import { bearer, start, token } from './support.js';

const suffix = randomBytes(4).toString('hex');
const [anon, customer] = [`anon_${suffix}`, `customer "${suffix}"`];
const name = sql.identifier;

for (const role of [anon, customer]) await db.execute(sql`create role ${name(role)} nologin`);
await db.execute(sql`grant select on customers to ${name(customer)}`);
await db.execute(sql`alter table customers enable row level security`);
await db.execute(
  sql`create policy own on customers to ${name(customer)} using (id = (current_setting('request.jwt.claims')::json ->> 'sub')::int)`,
);

after(async () => {
  await db.execute(sql`drop policy own on customers`);
  await db.execute(sql`alter table customers disable row level security`);
  for (const role of [anon, customer]) {
    await db.execute(sql`drop owned by ${name(role)}`);
    await db.execute(sql`drop role ${name(role)}`);
  }
  await db.close();
});

void test('callers see what their role may see', async () => {
  const server = await start({ DATABASE_CALLER_ROLES: 'true', ANONYMOUS_ROLE: anon, DATABASE_CONNECTIONS: '1' });
  const ask = async (claims: Record<string, unknown>): Promise<unknown> => {
    const answer = await server.ask('/customers', bearer(await token(claims)));
    return answer.status === 200 ? answer.json : answer.status;
  };
  assert.deepEqual(await ask({ role: customer, sub: '1' }), [1]);
  assert.deepEqual(await ask({ role: customer, sub: '2' }), [2]);
  const nobody = await server.ask('/customers');
  assert.deepEqual([nobody.status, (nobody.json as { code: string }).code], [401, '42501']);
  for (const role of ['nobody', `${customer}"; drop table orders; --`, 'none'])
    assert.equal(await ask({ role, sub: '1' }), 403, role);
  // Nothing of the last caller is left on the one connection.
  assert.deepEqual(await ask({ role: customer, sub: '3' }), []);
  await server.stop();
});
