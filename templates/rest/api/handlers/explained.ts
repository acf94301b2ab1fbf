// How the database finds the rows of a read, for who tunes it: Accept: application/vnd.pgrst.plan+json. A plan tells
// what others are not to know, so in production none is told (REST_PLANS).

import type { Statement } from '../../../orm/runtime/build.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import { Problem } from '../../runtime/problem.js';
import { explain } from '../engine/plan.js';
import type { Answer } from '../http/answer.js';
import type { Asked } from './request.js';

/** `scope` is where the statement itself would be run: `analyze` runs it. */
export async function explained({ form, service }: Asked, scope: Scope, statement: Statement): Promise<Answer> {
  if (!form.plan) throw new TypeError('no plan is asked for');
  if (service.explains !== true) refuse('plans are not told here', 'REST_PLANS=always tells them.');
  if (!explain) refuse('this database tells no plans', 'Ask for rows.');
  return { status: 200, headers: {}, type: form.type, text: await explain(scope, statement, form.plan) };
}

/** Of what is no read of rows none is told. */
export function refusePlan({ form }: Asked): void {
  if (form.plan) refuse('plans are told of reads, and not by a cursor', 'Ask for the rows.');
}

function refuse(details: string, hint: string): never {
  throw new Problem(406, 'PGRST107', 'None of these media types are available: application/vnd.pgrst.plan', {
    details,
    hint,
  });
}
