// Rights of callers that the database itself checks: this one knows nothing of callers, so everything runs with the
// rights of DATABASE_URL.

import type { Caller } from '../../api/runtime/caller.js';
import type { Scope } from '../../orm/runtime/scope.js';

export const callerScope: ((scope: Scope, caller: Caller) => Scope) | undefined = undefined;
