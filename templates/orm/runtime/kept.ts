// Texts that are the same each time: all columns of a table, under one of the few aliases that statements use.

import type { Table } from './table.js';

/** The function, with its results kept for as long as the table. */
export function kept<R>(make: (table: Table, alias: string) => R): (table: Table, alias: string) => R {
  const results = new WeakMap<Table, Map<string, R>>();
  return (table, alias) => {
    let ofTable = results.get(table);
    if (!ofTable) results.set(table, (ofTable = new Map<string, R>()));
    let result = ofTable.get(alias);
    if (result === undefined) ofTable.set(alias, (result = make(table, alias)));
    return result;
  };
}
