// app/hooks/order.ts of the application under test.

import { hooks } from '../../api/runtime/hooks.js';
import { Problem } from '../../api/runtime/problem.js';

export default hooks({
  before: {
    insert({ rows }) {
      for (const row of rows) {
        if (row['status'] === 'forbidden') throw new Problem(403, 'NO', 'not that');
        row['status'] ??= 'hooked';
      }
      rows.splice(0, rows.length, ...rows.map((row) => ({ ...row })));
    },
  },
  after: {
    select(_operation, answer) {
      for (const row of answer) row['seen'] = true;
    },
  },
});
