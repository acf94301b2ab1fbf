// schema.json, made ready for the pages: what was left out because it is empty is there, and foreign keys are links between tables.

/** The name without its schema, for where that is clear. */
function bareName({ name, schema = '' }) {
  return schema !== '' && name.startsWith(`${schema}.`) ? name.slice(schema.length + 1) : name;
}

function tableOf(written) {
  return {
    ...written,
    schema: written.schema ?? '',
    bare: bareName(written),
    columns: (written.columns ?? []).map((column) => ({ marks: [], labels: [], ...column })),
    foreignKeys: written.foreignKeys ?? [],
    rules: written.rules ?? [],
    relations: written.relations ?? [],
  };
}

export class Schema {
  #byPage;
  #linksOf = new Map();

  constructor(written) {
    this.title = written.title ?? '';
    this.engine = written.engine ?? '';
    this.tables = (written.tables ?? []).map(tableOf);
    this.#byPage = new Map(this.tables.map((table) => [table.page, table]));
    /** One for each foreign key whose both ends are here: { from, to, columns, referenced, optional, one }. */
    this.links = this.tables.flatMap((from) => from.foreignKeys.map((key) => this.#linkOf(from, key))).filter((link) => link.to !== undefined);
    for (const link of this.links) for (const end of new Set([link.from, link.to])) this.linksAt(end).push(link);
  }

  /** Undefined if there is none. */
  table(page) {
    return this.#byPage.get(page);
  }

  /** Those that begin or end at a table. */
  linksAt(table) {
    if (!this.#linksOf.has(table)) this.#linksOf.set(table, []);
    return this.#linksOf.get(table);
  }

  #linkOf(from, key) {
    const { columns = [], referenced = [], optional = false, one = false } = key;
    return { from, to: this.#byPage.get(key.table.page), columns, referenced, optional, one };
  }
}
