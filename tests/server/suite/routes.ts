// app/routes.ts of the application under test: what the tests need to look at the server from outside.

import { setTimeout as pause } from 'node:timers/promises';

import { Problem } from '../api/runtime/problem.js';
import { reading } from '../api/runtime/retry.js';
import type { Routes } from '../api/runtime/service.js';
import { Sql } from '../orm/runtime/sql.js';

const routes: Routes = (app, { db, scope, hooks }) => {
  app.get('/who', ({ caller }) => caller);
  app.get('/slow/:ms', async (request) => {
    await pause(Number((request.params as { ms: string }).ms));
    return { done: true };
  });
  app.get('/large', () => ({ text: 'x'.repeat(10_000) }));
  app.get('/broken', () => {
    throw new Error('password=hunter2 in a stack');
  });
  app.get('/refused', () => {
    throw new Problem(418, 'TEA', 'a teapot', { details: { spout: 1 }, hint: 'pour' });
  });
  app.get('/hooked', () => [...hooks.keys()]);
  app.post('/echo', ({ body }) => ({ body }));
  app.get('/customers', async (request) => {
    const { rows } = await reading(() =>
      scope(request.caller).run({ text: 'select id from customers order by id', values: [] }),
    );
    return rows.map((row) => Number(row['id']));
  });
  app.get('/sleep/:name/:seconds', async (request) => {
    const { name, seconds } = request.params as { name: string; seconds: string };
    await db.query(new Sql([`select ${name}(${seconds})`], []));
    return { done: true };
  });
  app.post('/orders/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    await db.order.create({ data: { id: Number(id), customerId: 1, total: Number(id) } });
    return reply.code(201).send({ id });
  });
};

export default routes;
