// What an operation may cost: the rows that the database may have to build for it.
//
// An object counts 1, a list as many as its `limit`, `first` or `last` says, or `listRows` where the document says
// nothing; what is within it counts once for each. So `users(limit: 10) { posts(limit: 5) { id } }` costs 10 + 10 * 5.
// Where a variable says how many, the cost is known when the variables are.

export type Variables = Readonly<Record<string, unknown>>;

/** How many: known, or what a variable says. */
export type Rows = number | { readonly variable: string; readonly otherwise: number; readonly most: number };

export type Cost = number | ((variables: Variables) => number);

/** Of rows with what each of them has. */
export function costOf(rows: Rows, within: Cost): Cost {
  if (typeof rows === 'number' && typeof within === 'number') return rows * (1 + within);
  return (variables) => rowsOf(rows, variables) * (1 + known(within, variables));
}

export function sumOf(costs: readonly Cost[]): Cost {
  const fixed = costs.reduce<number>((sum, cost) => (typeof cost === 'number' ? sum + cost : sum), 0);
  const open = costs.filter((cost) => typeof cost === 'function');
  return open.length === 0 ? fixed : (variables) => open.reduce((sum, cost) => sum + cost(variables), fixed);
}

export function known(cost: Cost, variables: Variables): number {
  return typeof cost === 'number' ? cost : cost(variables);
}

/**
 * What is neither a number nor left out is as many as there can be: NULL says that, and others are refused later, where
 * variables are read.
 */
function rowsOf(rows: Rows, variables: Variables): number {
  if (typeof rows === 'number') return rows;
  const said = Object.hasOwn(variables, rows.variable) ? variables[rows.variable] : undefined;
  if (said === undefined) return rows.otherwise;
  return typeof said === 'number' && said >= 0 ? Math.min(said, rows.most) : rows.most;
}
