// Routes of your own, beside the generated ones. sqlx writes this file once and never again.
//
// `request.caller` says who asks. `service.db` has the models; it is not bound by policies, so ask `service.access`
// where that matters.

import type { Routes } from '../api/runtime/service.js';

const routes: Routes = () => {
  // (app, { db }) => {
  //   app.get('/hello', (request) => ({ hello: request.caller.role }));
  // }
};

export default routes;
