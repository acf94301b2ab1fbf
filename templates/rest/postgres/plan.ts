// How PostgreSQL would do it, and how many rows it expects: cheap where counting is not.

import type { Statement } from '../../../orm/runtime/build.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import type { Explained } from '../http/accept.js';

/** `estimated` counts as long as that is cheap: what is expected to be more than an answer holds is not counted. */
export async function plannedCount(
  scope: Scope,
  kind: string,
  most: number,
  statement: () => Statement,
  exact: () => Promise<number>,
): Promise<number> {
  const { text, values } = statement();
  const { rows } = await scope.run({
    text: `explain (format json) ${text.replace('select count(*) as total ', 'select 1 ')}`,
    values,
  });
  const planned = expected(rows[0]?.['QUERY PLAN']);
  return kind === 'estimated' && planned <= most ? exact() : planned;
}

function expected(plan: unknown): number {
  const plans = (typeof plan === 'string' ? JSON.parse(plan) : plan) as readonly {
    readonly Plan?: { readonly 'Plan Rows'?: number };
  }[];
  return plans[0]?.Plan?.['Plan Rows'] ?? 0;
}

/** The options are words of EXPLAIN, which accept.ts knows. */
export async function explain(
  scope: Scope,
  { text, values }: Statement,
  { json, options }: Explained,
): Promise<string> {
  const words = [`format ${json ? 'json' : 'text'}`, ...options];
  const { rows } = await scope.run({ text: `explain (${words.join(', ')}) ${text}`, values });
  const lines = rows.map((row) => row['QUERY PLAN']);
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
}
