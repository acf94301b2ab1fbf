// What many write: Express 5 and pg, rows as objects, made JSON by the server; what belongs to a row is read by further statements.

import process from 'node:process';

import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = express();
app.use(express.json());

app.get('/get/:id', async ({ params: { id } }, response) => {
  const { rows } = await pool.query('select * from orders where id = $1', [id]);
  response.json(rows[0]);
});
app.get('/list/:id', async ({ params: { id } }, response) => {
  const { rows } = await pool.query('select * from orders where customer_id = $1 order by id desc limit 20', [id]);
  response.json(rows);
});
app.get('/embed/:id', async ({ params: { id } }, response) => {
  const { rows: [order] } = await pool.query('select o.id, o.total, c.name from orders o join customers c on c.id = o.customer_id where o.id = $1', [id]);
  const { rows: items } = await pool.query('select i.quantity, p.name from items i join products p on p.id = i.product_id where i.order_id = $1', [id]);
  response.json({ id: order.id, total: order.total, customers: { name: order.name }, items: items.map(({ quantity, name }) => ({ quantity, products: { name } })) });
});
app.post('/insert', async ({ body: { customer_id, total } }, response) => {
  const { rows } = await pool.query('insert into orders (customer_id, total) values ($1, $2) returning *', [customer_id, total]);
  response.status(201).json(rows);
});
app.get('/usage', (_, response) => void response.json(process.cpuUsage()));
const server = app.listen(0, () => console.log(`listening at http://127.0.0.1:${server.address().port}"`));
