// What the pages reckon with, without a browser: where boxes go, how JSON is shown, how a request is put together.
//
// Runs in the folder of an application, as `node --test`.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

const asset = (name) => import(pathToFileURL(join(process.cwd(), 'docs/pages/assets', name)).href);
const { groupsOf, layOut } = await asset('layout.js');
const { pretty } = await asset('pretty.js');
const { curlOf, requestOf } = await asset('request.js');
const { Api } = await asset('openapi.js');

/** Numbers that look like chance and are always the same. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}

function invented(count, linkCount, schemas) {
  const roll = dice(count);
  const boxes = Array.from({ length: count }, () => ({ width: 150 + roll(100), height: 30 + roll(200), kind: `schema ${String(roll(schemas))}` }));
  const hubs = Math.max(1, Math.floor(count / 20));
  const links = Array.from({ length: linkCount }, () => [roll(count), roll(3) === 0 ? roll(count) : roll(hubs)]);
  return { boxes, links };
}

function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner, outer) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}

function noneOverlaps(things) {
  things.forEach((one, at) => {
    for (const other of things.slice(at + 1)) assert.ok(!overlap(one, other), `${JSON.stringify(one)} lies over ${JSON.stringify(other)}`);
  });
}

for (const [count, links, schemas] of [[1, 0, 1], [2, 3, 1], [40, 0, 2], [60, 90, 1], [500, 900, 4]]) {
  test(`${String(count)} tables with ${String(links)} links find their places`, () => {
    const { boxes, links: pairs } = invented(count, links, schemas);
    const made = layOut(boxes, pairs, 1.6);
    noneOverlaps(boxes);
    noneOverlaps(made.groups);
    const members = made.groups.flatMap((group) => group.members).sort((a, b) => a - b);
    assert.deepEqual(members, boxes.map((_, at) => at));
    for (const group of made.groups) {
      assert.ok(inside(group, { x: 0, y: 0, width: made.width, height: made.height }));
      for (const member of group.members) assert.ok(inside(boxes[member], group));
      assert.equal(new Set(group.members.map((member) => boxes[member].kind)).size, 1);
    }
    const again = invented(count, links, schemas);
    layOut(again.boxes, again.links, 1.6);
    assert.deepEqual(again.boxes, boxes);
  });
}

test('a wide window gets a wide picture', () => {
  const ratio = (aspect) => {
    const { boxes, links } = invented(300, 400, 3);
    const { width, height } = layOut(boxes, links, aspect);
    return width / height;
  };
  assert.ok(ratio(2.5) > 1.4);
  assert.ok(ratio(0.5) < 0.9);
});

test('tables that are linked stand together', () => {
  const knot = (members) => members.flatMap((a) => members.filter((b) => b > a).map((b) => [b, a]));
  const [left, right] = [[0, 1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14, 15]];
  const groups = groupsOf(Array(18).fill(''), [...knot(left), ...knot(right), [0, 8]]);
  assert.deepEqual(groups, [left, right, [16, 17]]);
  const few = groupsOf(Array(5).fill(''), [[1, 0], [2, 1], [3, 2], [4, 3]]);
  assert.deepEqual(few, [[0, 1, 2, 3, 4]]);
});

test('JSON is shown with every digit, and what is none as it is', () => {
  assert.equal(pretty('[{"a":12345678901234567890.10,"b":{},"c":[],"d":"{,}:\\""}]'),
    '[\n  {\n    "a": 12345678901234567890.10,\n    "b": {},\n    "c": [],\n    "d": "{,}:\\""\n  }\n]');
  assert.equal(pretty('a,b\n1,"x"'), 'a,b\n1,"x"');
  assert.equal(pretty(''), '');
  assert.equal(pretty('"x"'), '"x"');
});

const operation = { method: 'get', path: '/a%20b/{id}' };
const values = [
  [{ in: 'path', name: 'id' }, '1,a/b'],
  [{ in: 'query', name: 'name' }, 'ilike.*a&b=c#é*'],
  [{ in: 'query', name: '"x"' }, 'in.(1,2)'],
  [{ in: 'query', name: 'left' }, ''],
  [{ in: 'header', name: 'Prefer' }, 'count=exact'],
];

test('a request is put together', () => {
  const request = requestOf('http://x/api', operation, values, undefined, { token: '', key: '' });
  assert.deepEqual(request, { method: 'GET', url: 'http://x/api/a%20b/1%2Ca%2Fb?name=ilike.*a%26b%3Dc%23%C3%A9*&%22x%22=in.(1,2)', headers: { Prefer: 'count=exact' } });
  const sent = new URL(request.url).searchParams;
  assert.deepEqual([...sent], [['name', 'ilike.*a&b=c#é*'], ['"x"', 'in.(1,2)']]);
});

test('a command for a shell holds no secret, and quotes what it is given', () => {
  const request = requestOf('http://x/api', { method: 'post', path: '/t' }, [], '{"a":"it\'s $HOME"}', { token: 'secret', key: '' });
  const command = curlOf(request);
  assert.equal(request.headers.Authorization, 'Bearer secret');
  assert.ok(!command.includes('secret'));
  assert.ok(command.includes(`--data '{"a":"it'\\''s $HOME"}'`));
});

test('schemas are told in words and by examples', () => {
  const written = {
    info: { title: 'x' },
    components: { schemas: {
      Order: { type: 'object', properties: { id: { type: 'integer' }, customer: { anyOf: [{ $ref: '#/components/schemas/Customer' }, { type: 'null' }] } } },
      Customer: { type: 'object', properties: { orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } },
      new: { allOf: [{ $ref: '#/components/schemas/Order' }], required: ['id'] },
    } },
  };
  const api = new Api(written, 'http://x/openapi.json');
  assert.equal(api.words(written.components.schemas.Order.properties.customer), 'Customer or null');
  assert.deepEqual(api.example({ $ref: '#/components/schemas/new' }), { id: 1 });
  assert.deepEqual(api.properties({ $ref: '#/components/schemas/new' }).map(([name, , needed]) => [name, needed]), [['id', true], ['customer', false]]);
  assert.equal(api.follow({ $ref: '#/components/__proto__/x' }), undefined);
  assert.doesNotThrow(() => JSON.stringify(api.example({ $ref: '#/components/schemas/Customer' })));
});
