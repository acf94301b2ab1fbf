// Routes of a user whose names and statements mean no good, whose code asks in a loop, and one that fails.

import type { Routes } from '../api/runtime/service.js';
import { sql } from '../orm/index.js';

const routes: Routes = (app, { db }) => {
  app.get(`/<img src=x onerror="document.title='owned'">`, () =>
    db.query(
      sql`select '<img src=x onerror="document.title=''owned''">' as "</script><script>document.title='owned'</script>"`,
    ),
  );
  app.get('/loop', async () => {
    for (let id = 1; id <= 30; ++id) await db.customer.find({ id });
    return {};
  });
  app.get('/broken', () => {
    throw new Error('broken');
  });
};

export default routes;
