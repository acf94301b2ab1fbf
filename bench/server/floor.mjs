// The floor: Fastify and pg with nothing else, one prepared statement whose JSON the database builds, passed on unread.

import process from 'node:process';

import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = Fastify();
const get = { name: 'get', text: 'select row_to_json(t)::text as body from (select id, customer_id, status, total from orders where id = $1) t' };

app.get('/bench/:id', async (request, reply) => {
  const { rows } = await pool.query({ ...get, values: [request.params.id] });
  return reply.type('application/json; charset=utf-8').send(rows[0].body);
});
app.get('/usage', () => process.cpuUsage());
await app.listen({ port: 0 });
console.log(`listening at http://127.0.0.1:${app.server.address().port}"`);
