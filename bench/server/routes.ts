// app/routes.ts of the application that is measured: the floor's route, behind everything that the server does for each
// request.

import process from 'node:process';

import type { Routes } from '../api/runtime/service.js';

const text =
  'select row_to_json(t)::text as body from (select id, customer_id, status, total from orders where id = $1) t';

const routes: Routes = (app, { scope }) => {
  app.get('/bench/:id', async (request, reply) => {
    const { rows } = await scope(request.caller).run({ text, values: [(request.params as { id: string }).id] });
    return reply.type('application/json; charset=utf-8').send(rows[0]?.['body']);
  });
  app.get('/usage', () => process.cpuUsage());
};

export default routes;
