// The floor: node:http and pg, each document compiled to one prepared statement by hand; the database builds the JSON, which is passed on unread.

import { createServer } from 'node:http';
import process from 'node:process';

import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const statements = {
  get: `select json_build_object('order', (select row_to_json(r) from (
      select o.id::text as id, o.customer_id as "customerId", o.status, o.note, o.total::text as total, o.created_at as "createdAt" from orders o where o.id = $1) r))::text as body`,
  nested: `select json_build_object('customers', (select coalesce(json_agg(json_build_object('id', c.id::text, 'name', c.name, 'orders', (
      select coalesce(json_agg(json_build_object('id', o.id::text, 'total', o.total::text, 'items', (
        select coalesce(json_agg(json_build_object('quantity', i.quantity, 'product', (
          select json_build_object('name', p.name, 'price', p.price::text) from products p where p.id = i.product_id))), '[]')
        from items i where i.order_id = o.id))), '[]')
      from (select * from orders o where o.customer_id = c.id order by o.id limit 5) o))), '[]')
    from (select * from customers where id > $1 order by id limit 20) c))::text as body`,
  create: `with w as (insert into orders (customer_id, total) values ($1, 12.5) returning *)
    select json_build_object('createOrder', json_build_object('id', id::text, 'customerId', customer_id, 'status', status, 'total', total::text))::text as body from w`,
};

async function answer(request, response) {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  const { operationName: name, variables } = JSON.parse(text);
  const { rows } = await pool.query({ name, text: statements[name], values: [variables.n] });
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(`{"data":${rows[0].body}}`);
}

const server = createServer((request, response) => {
  if (request.url === '/usage') response.end(JSON.stringify(process.cpuUsage()));
  else void answer(request, response);
});
server.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${server.address().port}"`));
