// A SELECT before it is text. engine/json.ts makes JSON of its rows in this database's way.

/** A column of the result. What stands in `sql` becomes JSON as it should look. */
export interface Output {
  readonly name: string;
  readonly sql: string;
}

export interface Rows {
  readonly outputs: readonly Output[];
  readonly from: string;
  /** SQL without its keywords; empty where there is nothing to say. `range` is finished. */
  readonly where: string;
  readonly group: string;
  readonly having: string;
  readonly order: string;
  readonly range: string;
  readonly distinct: boolean;
  /** Values of several rows are added up, in groups or all together. */
  readonly aggregated: boolean;
}

export function clauses({ from, where, group, having, order, range }: Rows): string {
  return (
    `from ${from}` +
    (where && ` where ${where}`) +
    (group && ` group by ${group}`) +
    (having && ` having ${having}`) +
    (order && ` order by ${order}`) +
    range
  );
}
