// Calls of functions, which give one value each.

import { Build, type Statement } from '../../../orm/runtime/build.js';
import { Problem } from '../../runtime/problem.js';
import { Digits, writeJson } from '../http/json.js';
import type { Chosen } from '../model/function.js';
import type { Node } from '../query/tree.js';

const rows: (...of: readonly unknown[]) => Statement = () => {
  throw new Problem(400, 'PGRST202', 'functions of this database give no rows');
};

export { rows as callRows };

/**
 * The arguments in their order, as they have no names in a call. An array of JSON writes whatever the function gives.
 */
export const callValue: (chosen: Chosen, range: Pick<Node, 'limit' | 'offset'>) => Statement = ({ facts, given }) => {
  const build = new Build();
  const values = 'whole' in given ? new Map<string, unknown>() : given;
  const list = facts.arguments.map(({ name }) => build.param(argument(values.get(name)))).join(', ');
  return build.statement(
    `select substr(r.j, 2, char_length(r.j) - 2) as body from (select cast(json_array(${facts.sql}(${list})) as char) as j) r`,
  );
};

function argument(value: unknown): unknown {
  if (value instanceof Digits) return value.text;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'object' && value !== null ? writeJson(value) : (value ?? null);
}
