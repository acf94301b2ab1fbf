// SQLite keeps no functions in the database, so there is none to call.

import type { Statement } from '../../../orm/runtime/build.js';
import { Problem } from '../../runtime/problem.js';

const none: (...of: readonly unknown[]) => Statement = () => {
  throw new Problem(404, 'PGRST202', 'this database has no functions of its own');
};

export { none as callRows, none as callValue };
