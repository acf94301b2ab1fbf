// app/routes.ts of the application that is measured: what it has used.

import process from 'node:process';

import type { Routes } from '../api/runtime/service.js';

const routes: Routes = (app) => {
  app.get('/usage', () => ({ ...process.cpuUsage(), resident: process.memoryUsage.rss() }));
};

export default routes;
