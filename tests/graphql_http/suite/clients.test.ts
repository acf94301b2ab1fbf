// The clients that people use, as they come from npm.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApolloClient, gql as apolloGql, HttpLink, InMemoryCache } from '@apollo/client';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange, gql } from '@urql/core';
import { createHash } from 'node:crypto';

import { admin } from './ask.js';
import { start } from './support.js';

const expected = [{ id: '1' }, { id: '2' }];

void test('Apollo Client, also with persisted queries', async () => {
  const server = await start();
  const http = (): HttpLink => new HttpLink({ uri: `${server.url}/graphql`, headers: admin });
  const named = createPersistedQueryLink({
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
    useGETForHashedQueries: true,
  });
  for (const link of [http(), named.concat(http())]) {
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const query = apolloGql`query Some($n: Int) { orders(limit: $n, orderBy: [{ id: ASC }]) { id } }`;
    for (const n of [2, 1]) {
      const { data } = await client.query<{ orders: { id: string }[] }>({ query, variables: { n } });
      assert.deepEqual(
        data?.orders.map(({ id }) => ({ id })),
        expected.slice(0, n),
      );
    }
    const wrong = client.query({ query: apolloGql`{ nothing }` });
    await assert.rejects(wrong, /Cannot query field "nothing"/);
    client.stop();
  }
  await server.stop();
});

void test('urql', async () => {
  const server = await start();
  const client = new Client({
    url: `${server.url}/graphql`,
    exchanges: [fetchExchange],
    fetchOptions: { headers: admin },
    preferGetMethod: false,
  });
  const { data, error } = await client
    .query<{ orders: unknown }>(
      gql`
        query ($n: Int) {
          orders(limit: $n, orderBy: [{ id: ASC }]) {
            id
          }
        }
      `,
      { n: 2 },
    )
    .toPromise();
  assert.deepEqual([data?.orders, error], [expected, undefined]);
  const wrong = await client
    .query(
      gql`
        {
          nothing
        }
      `,
      {},
    )
    .toPromise();
  assert.match(wrong.error?.message ?? '', /Cannot query field "nothing"/);
  await server.stop();
});
