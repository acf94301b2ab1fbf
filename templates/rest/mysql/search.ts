// Search by a text: by the full-text index where the table has one, or else in any of its texts, without regard to
// case.

import { dialect } from '../../../orm/engine/dialect.js';
import { type Later, mapped } from '../../../orm/runtime/build.js';
import { Problem } from '../../runtime/problem.js';
import type { Resource } from '../model/resource.js';
import { type Context, grantFor } from '../sql/context.js';

export function searchSql(context: Context, resource: Resource, alias: string, text: string | Later): string {
  const { columns } = grantFor(context, resource, 'select');
  const seen = (name: string): boolean => columns?.has(name) !== false;
  const { searched } = resource.facts;
  if (searched.length > 0 && searched.every(seen)) {
    const list = searched.map((name) => `${alias}.${resource.column(name).sql}`).join(', ');
    return `match (${list}) against (${context.build.param(text)})`;
  }
  const texts = [...resource.columns.values()].filter(({ codec, name }) => codec.family === 'text' && seen(name));
  if (texts.length === 0) throw new Problem(400, 'PGRST100', `${resource.name} has no texts to search in`);
  const pattern = mapped(text, (known) => `%${(known as string).replace(/[!%_]/g, '!$&')}%`);
  return `(${texts.map(({ sql }) => `${dialect.ilike(`${alias}.${sql}`, context.build.param(pattern))} escape '!'`).join(' or ')})`;
}
