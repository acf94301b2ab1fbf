// GraphiQL: the page and its files come from this server, and only that.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { start } from './support.js';

void test('the page and its files', async () => {
  const server = await start();
  const page = await fetch(`${server.url}/graphql`, {
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
  });
  const html = await page.text();
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'; script-src 'self';/);
  assert.doesNotMatch(html, /<script>|onload=|https?:/);
  const files = [...html.matchAll(/(?:src|href)="(graphql\/[^"]+)"/g)].map(([, file]) => file ?? '');
  assert.deepEqual(
    files.map((file) => file.split('/').at(-1)),
    ['graphiql.css', 'page.css', 'react.js', 'react-dom.js', 'graphiql.js', 'page.js'],
  );
  for (const file of [...files, 'graphql/assets/ask.js', 'graphql/assets/subscribe.js']) {
    const { status, headers } = await fetch(new URL(file, `${server.url}/graphql`), {
      headers: { 'accept-encoding': 'gzip' },
    });
    assert.deepEqual([file, status, headers.get('content-encoding')], [file, 200, 'gzip']);
    assert.match(headers.get('content-type') ?? '', file.endsWith('.css') ? /css/ : /javascript/);
  }
  for (const path of ['graphql/assets/graphiql.ts', 'graphql/assets/..%2fgraphiql.ts', 'graphql/assets/'])
    assert.equal((await fetch(`${server.url}/${path}`)).status, 404, path);
  const slash = await fetch(`${server.url}/graphql/`, { headers: { accept: 'text/html' }, redirect: 'manual' });
  assert.equal(new URL(slash.headers.get('location') ?? '', `${server.url}/graphql/`).href, `${server.url}/graphql`);
  await server.stop();
});
