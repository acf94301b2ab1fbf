// The API's description, as the page asks for it: operations by tag, references followed, schemas in words and as examples.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const DEEPEST = 4; // of examples, which would never end where tables point to each other
const EXAMPLES = {
  date: '2026-01-31', 'date-time': '2026-01-31T12:00:00Z', uuid: '123e4567-e89b-12d3-a456-426614174000',
};

export class Api {
  #written;

  constructor(written, base) {
    this.#written = written;
    this.title = written.info.title;
    this.description = written.info.description ?? '';
    this.tags = written.tags ?? [];
    this.root = new URL(written.servers?.[0]?.url ?? '/', base).href.replace(/\/$/, '');
    this.#byTag = this.#operationsByTag();
  }

  #byTag;

  operations(tag) {
    return this.#byTag.get(tag) ?? [];
  }

  /** What a reference leads to, with the name that it has there. */
  follow(thing) {
    if (thing?.$ref === undefined) return thing;
    const steps = thing.$ref.slice(2).split('/').map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
    const found = steps.reduce((at, step) => (Object.hasOwn(at ?? {}, step) ? at[step] : undefined), this.#written);
    return this.follow(found);
  }

  parameters(operation) {
    return (operation.parameters ?? []).map((each) => ({ ...this.follow(each), shared: each.$ref?.split('/').at(-1) ?? '' }));
  }

  /** The schema of JSON in a body or an answer. */
  json(holder) {
    return this.follow(holder)?.content?.['application/json']?.schema;
  }

  responses(operation) {
    return Object.entries(operation.responses ?? {}).map(([status, response]) => ({ status, ...this.follow(response) }));
  }

  /** In a few words: `integer or null`, `Order[]`. */
  words(schema) {
    if (schema === undefined) return '';
    if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1);
    const any = schema.anyOf ?? schema.oneOf;
    if (any) return [...new Set(any.map((each) => this.words(each)))].join(' or ');
    if (schema.allOf && schema.type === undefined) return schema.allOf.map((each) => this.words(each)).join(' and ');
    const types = [schema.type ?? 'anything'].flat().map((type) => (type === 'array' ? `${this.words(schema.items)}[]` : type));
    const format = schema.format ? ` (${schema.format})` : '';
    return types.join(' or ') + format;
  }

  /** The properties of an object, whatever references and parts it is made of: [name, schema, required]. */
  properties(schema, depth = 0) {
    const found = this.follow(schema);
    if (found === undefined || depth > DEEPEST) return [];
    const parts = (found.allOf ?? []).flatMap((part) => this.properties(part, depth + 1));
    const own = Object.entries(found.properties ?? {});
    const required = new Set(found.required ?? []);
    return [...parts, ...own.map(([name, each]) => [name, each, false])].map(([name, each, needed]) => [name, each, needed || required.has(name)]);
  }

  /** A value that fits, with what is required of an object, or all of it where nothing is. */
  example(schema, depth = 0) {
    const found = this.follow(schema);
    if (found === undefined || depth > DEEPEST) return null;
    if (found.examples?.length > 0) return found.examples[0];
    if (found.enum) return found.enum[0];
    const any = found.anyOf ?? found.oneOf;
    if (any) return this.example(any[0], depth + 1);
    const type = [found.type ?? (found.properties || found.allOf ? 'object' : 'null')].flat()[0];
    return this.#exampleOf(type, found, depth);
  }

  #exampleOf(type, schema, depth) {
    switch (type) {
      case 'object': return this.#exampleObject(schema, depth);
      case 'array': return [this.example(schema.items, depth + 1)];
      case 'string': return EXAMPLES[schema.format] ?? 'text'.slice(0, schema.maxLength ?? 4);
      case 'integer':
      case 'number': return Math.max(1, schema.minimum ?? 1);
      case 'boolean': return true;
      default: return null;
    }
  }

  #exampleObject(schema, depth) {
    const all = this.properties(schema);
    const needed = all.filter(([, , required]) => required);
    return Object.fromEntries((needed.length > 0 ? needed : all.slice(0, 3)).map(([name, each]) => [name, this.example(each, depth + 1)]));
  }

  #operationsByTag() {
    const found = new Map();
    for (const [path, item] of Object.entries(this.#written.paths ?? {})) {
      for (const method of METHODS) {
        const operation = item[method];
        for (const tag of operation?.tags ?? []) {
          if (!found.has(tag)) found.set(tag, []);
          found.get(tag).push({ ...operation, method, path });
        }
      }
    }
    return found;
  }
}
