// Offers values to a generated validator and to the database, and says where their verdicts differ.
//
//   node judge.mjs <work.json>      {"engine", "url", "app", "models": [{"file", "model", "table", "insert", "columns": [{"name", "values"}]}]}
//
// A row that both accept is looked for first, by the validator's findings; then each value of each column takes its place in that row, and
// some rows are made of values at random, always the same. Every row is inserted and taken back. One JSON document on standard output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const work = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const load = createRequire(path.join(work.app, 'package.json'));
const absent = Symbol('absent');
const RANDOM_ROWS = 40;
const Ajv = load('ajv/dist/2020').default;

/** Values that JSON has no words for: {"$": "bigint", "value": "5"}. */
const decoders = {
  bigint: (value) => BigInt(value),
  bytes: (value) => Buffer.from(value, 'hex'),
  absent: () => absent,
  nan: () => NaN,
};

function decode(value) {
  return value !== null && typeof value === 'object' && '$' in value ? decoders[value.$](value.value) : value;
}

// The engines: each inserts a row, takes it back, and gives the database's complaint or null.

async function postgres(url) {
  const { Client } = load('pg');
  const client = new Client(url);
  await client.connect();
  await client.query("SET session_replication_role = 'replica'"); // neither triggers nor foreign keys
  return {
    async offer(model, names, values) {
      await client.query('BEGIN');
      try {
        await client.query(statement(model, names, (index) => `$${index + 1}`, (name) => `"${name.replaceAll('"', '""')}"`), values.map(forPostgres));
        return null;
      } catch (error) {
        return error.message;
      } finally {
        await client.query('ROLLBACK');
      }
    },
    close: () => client.end(),
  };
}

function forPostgres(value) {
  if (Array.isArray(value)) return value.map(forPostgres);
  if (typeof value === 'bigint') return value.toString();
  return value !== null && typeof value === 'object' && !(value instanceof Uint8Array) ? JSON.stringify(value) : value;
}

async function mysql(url) {
  const parts = new URL(url);
  const client = await load('mysql2/promise').createConnection({
    ...(parts.searchParams.get('socket') ? { socketPath: parts.searchParams.get('socket') } : { host: parts.hostname, port: Number(parts.port) }),
    user: decodeURIComponent(parts.username), password: decodeURIComponent(parts.password), database: decodeURIComponent(parts.pathname.slice(1)),
    supportBigNumbers: true, charset: 'utf8mb4',
  });
  await client.query("SET foreign_key_checks = 0, sql_mode = 'TRADITIONAL'");
  return {
    async offer(model, names, values) {
      await client.query('START TRANSACTION');
      try {
        await client.execute(statement(model, names, () => '?', (name) => `\`${name.replaceAll('`', '``')}\``), values.map(forMysql));
        return null;
      } catch (error) {
        return error.message;
      } finally {
        await client.query('ROLLBACK');
      }
    },
    close: () => client.end(),
  };
}

function forMysql(value) {
  if (typeof value === 'bigint') return value.toString();
  return value !== null && typeof value === 'object' && !(value instanceof Uint8Array) ? JSON.stringify(value) : value;
}

async function sqlite(url) {
  const database = new (load('better-sqlite3'))(url.replace(/^sqlite:(\/\/)?/, ''));
  database.pragma('foreign_keys = off');
  return {
    async offer(model, names, values) {
      database.exec('BEGIN');
      try {
        database.prepare(statement(model, names, () => '?', (name) => `"${name.replaceAll('"', '""')}"`)).run(values.map(forSqlite));
        return null;
      } catch (error) {
        return error.message;
      } finally {
        database.exec('ROLLBACK');
      }
    },
    close: () => database.close(),
  };
}

function forSqlite(value) {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return value !== null && typeof value === 'object' && !(value instanceof Uint8Array) ? JSON.stringify(value) : value;
}

function statement(model, names, place, quoted) {
  if (names.length === 0) return `INSERT INTO ${model.insert} ${work.engine === 'mysql' ? '() VALUES ()' : 'DEFAULT VALUES'}`;
  return `INSERT INTO ${model.insert} (${names.map(quoted).join(', ')}) VALUES (${names.map((_, index) => place(index)).join(', ')})`;
}

/** What no validator can know: that another row has the key, or that no partition takes the row. */
/** What the database says in the middle of a condition, without the constraint's name. */
const cannotCompute = /division by|out of range/i;
const isTaken = /UNIQUE constraint failed|duplicate key value|Duplicate entry|no partition of relation/;

// Numbers that look random and are the same each time.
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

class Judge {
  constructor(model, module, engine) {
    this.model = model;
    this.engine = engine;
    this.validate = module[`validate${model.model}Create`];
    const rules = Object.values(module).find((each) => each?.columns !== undefined && each.checks !== undefined);
    const fields = Object.keys(rules.columns);
    this.columns = model.columns.map((column, index) => ({ ...column, field: fields[index], rule: rules.columns[fields[index]], values: column.values.map(decode) }));
    this.matches = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(path.join(work.app, model.schema), 'utf8')));
    this.report = { rows: 0, accepted: 0, refused: 0, left: 0, wrong: [], schemaRefuses: [] };
  }

  input(row) {
    const given = this.columns.map((column, index) => [column.field, row[index]]).filter(([, value]) => value !== absent);
    return Object.fromEntries(given);
  }

  /** A row without findings and with little that is left to the database, or with as few as can be: each column in turn takes the value that leaves the fewest. */
  start() {
    let row = this.columns.map((column) => (column.rule.generated ? absent : column.values.find((value) => value !== null && value !== absent) ?? null));
    for (let round = 0; round < 3; round += 1) {
      for (let index = 0; index < row.length; index += 1) {
        const tried = this.columns[index].values.map((value) => row.with(index, value));
        row = tried.reduce((best, next) => (this.findings(next) < this.findings(best) ? next : best), row);
      }
    }
    return row;
  }

  findings(row) {
    const result = this.validate(this.input(row));
    return result.ok ? result.left.length / 1000 : result.findings.length;
  }

  /** What the validator accepts, the JSON Schema does, too; blanks that the database cuts from the end it takes for characters. */
  matchSchema(value) {
    if (Object.values(value).some((each) => each instanceof Uint8Array || Number.isNaN(each) || (typeof each === 'string' && each.endsWith(' ')))) return;
    const json = JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? (Number.isSafeInteger(Number(each)) ? Number(each) : each.toString()) : each)));
    if (!this.matches(json)) this.report.schemaRefuses.push(`${JSON.stringify(this.matches.errors)} of ${JSON.stringify(json)}`);
  }

  /** The database's complaint about a row, or null. */
  complaint(row, result) {
    const given = this.columns.filter((column, index) => row[index] !== absent);
    const values = given.map((column) => written(column, (result.ok ? result.value : this.input(row))[column.field]));
    return this.engine.offer(this.model, given.map((column) => column.name), values);
  }

  /** The same row with one value changed, where the database refuses it for a reason that is left to it. */
  async settled(row) {
    if ((await this.complaint(row, this.validate(this.input(row)))) === null) return row;
    for (const [index, column] of this.columns.entries()) {
      for (const value of column.values) {
        const next = row.with(index, value);
        const result = this.validate(this.input(next));
        if (result.ok && (await this.complaint(next, result)) === null) return next;
      }
    }
    this.report.unsettled = true;
    return row;
  }

  async offer(row) {
    const input = this.input(row);
    const result = this.validate(input);
    const complaint = await this.complaint(row, result);
    this.report.rows += 1;
    const agrees = result.ok === (complaint === null);
    this.report[result.ok ? 'accepted' : 'refused'] += 1;
    if (result.ok) this.matchSchema(result.value);
    if (agrees) return;
    const isLeft = (name) => complaint.includes(name) || cannotCompute.test(complaint);
    if (result.ok && (isTaken.test(complaint) || result.left.some(isLeft))) {
      this.report.left += 1;
      return;
    }
    this.report.wrong.push({ row: shown(input), validator: result.ok ? 'accepts' : shown(result.findings), database: complaint ?? 'accepts' });
  }

  async run() {
    const base = await this.settled(this.start());
    await this.offer(base);
    for (const [index, column] of this.columns.entries()) {
      for (const value of column.values) await this.offer(base.with(index, value));
    }
    const random = generator(this.columns.length);
    for (let count = 0; count < RANDOM_ROWS; count += 1) {
      await this.offer(base.map((value, index) => (random(3) === 0 ? this.columns[index].values[random(this.columns[index].values.length)] ?? value : value)));
    }
    return { ...this.report, checks: this.model.table, base: this.report.unsettled ? 1 : 0 };
  }
}

/** JSON goes to every database as text, bits to some as a number. */
function written(column, value) {
  if (work.engine === 'mysql' && column.kind === 'bit' && /^[01]+$/.test(value)) return Number.parseInt(value, 2);
  return column.kind === 'json' && value !== null ? JSON.stringify(value) : value;
}

function shown(value) {
  const replaced = (_, each) => (typeof each === 'bigint' ? `${each}n` : each instanceof Uint8Array ? `0x${Buffer.from(each).toString('hex')}` : Number.isNaN(each) ? 'NaN' : each);
  return JSON.stringify(value, replaced);
}

const engine = await { postgres, mysql, sqlite }[work.engine](work.url);
const reports = [];
for (const model of work.models) {
  const module = await import(pathToFileURL(path.join(work.app, model.file)));
  reports.push(await new Judge(model, module, engine).run());
}
await engine.close();
console.log(JSON.stringify(reports));
