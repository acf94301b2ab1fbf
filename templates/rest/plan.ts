// Where the database tells no guess at the number of rows, they are counted; and its plans are not told.

import type { Statement } from '../../../orm/runtime/build.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import type { Explained } from '../http/accept.js';

export function plannedCount(
  _scope: Scope,
  _kind: string,
  _most: number,
  _statement: () => Statement,
  exact: () => Promise<number>,
): Promise<number> {
  return exact();
}

export const explain: ((scope: Scope, statement: Statement, plan: Explained) => Promise<string>) | undefined =
  undefined;
