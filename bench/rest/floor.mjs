// The floor: Fastify and pg with nothing else, one prepared statement for each route, whose JSON the database builds, passed on unread.

import process from 'node:process';

import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = Fastify();
const columns = 'o.id, o.customer_id, o.status, o.note, o.total, o.created_at';
const texts = {
  get: `select row_to_json(r)::text as body from (select ${columns} from orders o where o.id = $1) r`,
  list: `select coalesce(json_agg(r), '[]')::text as body from (select ${columns} from orders o where o.customer_id = $1 order by o.id desc limit 20) r`,
  embed: `select row_to_json(r)::text as body from (select o.id, o.total,
    (select row_to_json(c) from (select c.name from customers c where c.id = o.customer_id) c) as customers,
    (select coalesce(json_agg(i), '[]') from (select i.quantity, (select row_to_json(p) from (select p.name from products p where p.id = i.product_id) p) as products from items i where i.order_id = o.id) i) as items
    from orders o where o.id = $1) r`,
  insert: `with w as (insert into orders (customer_id, total) values ($1, $2) returning *) select json_agg(o)::text as body from (select ${columns} from w o) o`,
};

function answer(url, name) {
  app.get(url, async (request, reply) => {
    const { rows } = await pool.query({ name, text: texts[name], values: [request.params.id] });
    return reply.type('application/json; charset=utf-8').send(rows[0].body);
  });
}

answer('/get/:id', 'get');
answer('/list/:id', 'list');
answer('/embed/:id', 'embed');
app.post('/insert', async ({ body: { customer_id, total } }, reply) => {
  const { rows } = await pool.query({ name: 'insert', text: texts.insert, values: [customer_id, total] });
  return reply.code(201).type('application/json; charset=utf-8').send(rows[0].body);
});
app.get('/usage', () => ({ ...process.cpuUsage(), resident: process.memoryUsage.rss() }));
await app.listen({ port: 0 });
console.log(`listening at http://127.0.0.1:${app.server.address().port}"`);
