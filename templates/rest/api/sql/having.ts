// Conditions on groups: `select=writer_id,total:pages.sum()&having=(total.gt.300)`. They are about aggregates, by the
// names that these have in the result; conditions on rows are filters.

import { aggregateColumn } from '../engine/aggregate.js';
import { Problem } from '../../runtime/problem.js';
import { listed } from '../model/suggest.js';
import type { Condition, Test } from '../query/tree.js';
import { compared, type Subject } from './condition.js';
import { joined } from './context.js';
import { aggregateName, aggregates, plainAggregate } from './outputs.js';

export function havingSql(subject: Subject): string {
  return joined(subject.node.having.map((condition) => groupCondition(subject, condition)));
}

function groupCondition(subject: Subject, condition: Condition): string {
  if (condition.kind === 'test') return groupTest(subject, condition);
  const inner = condition.conditions.map((one) => groupCondition(subject, one)).join(` ${condition.operator} `);
  return `${condition.not ? 'not ' : ''}(${inner})`;
}

function groupTest(subject: Subject, test: Test): string {
  const found =
    aggregates(subject).find(({ item }) => aggregateName(item) === test.field.name && test.field.steps.length === 0) ??
    unknown(subject, test);
  const { item } = found;
  const { sql, column } = plainAggregate(found);
  const type = item.resultCast === undefined ? aggregateColumn(item.aggregate, column) : undefined;
  const made = compared(subject.context, { sql, ...(type && { column: type }) }, test, test.field.name);
  return test.not ? `not (${made})` : made;
}

function unknown(subject: Subject, { field: { name } }: Test): never {
  const { resource } = subject;
  const known = aggregates(subject).map(({ item }) => aggregateName(item));
  throw new Problem(400, 'PGRST100', `"having" finds no aggregate ${JSON.stringify(name)} in "select"`, {
    details: known.length === 0 ? 'without aggregates there are no groups' : `there are ${listed(known)}`,
    ...(resource.columns.has(name) && { hint: `Filter rows by ${name}=…` }),
  });
}
