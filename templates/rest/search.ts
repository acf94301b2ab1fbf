// Search by a text: rows that have it in any of their texts, without regard to case.

import { dialect } from '../../../orm/engine/dialect.js';
import { type Later, mapped } from '../../../orm/runtime/build.js';
import { Problem } from '../../runtime/problem.js';
import type { Resource } from '../model/resource.js';
import { type Context, grantFor } from '../sql/context.js';

export function searchSql(context: Context, resource: Resource, alias: string, text: string | Later): string {
  const { columns } = grantFor(context, resource, 'select');
  const texts = [...resource.columns.values()].filter(
    ({ codec, name }) => codec.family === 'text' && columns?.has(name) !== false,
  );
  if (texts.length === 0) throw new Problem(400, 'PGRST100', `${resource.name} has no texts to search in`);
  const pattern = mapped(text, (known) => `%${(known as string).replace(/[!%_]/g, '!$&')}%`);
  return `(${texts.map(({ sql }) => `${dialect.ilike(`${alias}.${sql}`, context.build.param(pattern))} escape '!'`).join(' or ')})`;
}
