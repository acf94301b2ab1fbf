// Connections, as Relay's specification of cursors has them → SQL.
//
// A cursor holds the values of everything that the rows are ordered by, the primary key among them, so a page begins
// right behind a row, however many are before it, and also if that row is gone. It is the hexadecimal form of a JSON
// array, made by the database; clients take it as it is.
//
// Each part that is asked for is a subquery of its own. A page from the end is read in reverse order, and turned round
// before it is sent.

import { GraphQLObjectType, type GraphQLOutputType, getNamedType } from 'graphql';

import { dialect } from '../../../orm/engine/dialect.js';
import { behindValues, byKey, orderSql, reversed, type Term } from '../../../orm/runtime/order.js';
import { inJson } from '../../../orm/runtime/table.js';
import { list } from '../../rest/engine/json.js';
import type { Output, Rows } from '../../rest/sql/shape.js';
import { Problem } from '../../runtime/problem.js';
import { hex, lastOf, many, object, truth } from '../engine/json.js';
import type { Asked } from './aggregate.js';
import { type Compilation, countOf } from './compilation.js';
import { type Cursor, cursorOf } from './cursor.js';
import { type Field, selectionsOf } from './fields.js';
import { conditionSql, gathered, plainRows, rangeSql, type Source, termsOf } from './lists.js';
import { rowOutputs, typeName } from './rows.js';

/** A page: which way it is read, between which rows, and how many of them. */
interface Page extends Asked {
  readonly backward: boolean;
  readonly count: number;
  readonly after: Cursor | undefined;
  readonly before: Cursor | undefined;
  readonly nested: boolean;
}

export function connectionSql(compiling: Compilation, asked: Asked, type?: GraphQLOutputType): string {
  const page = pageOf(compiling, asked);
  const connection = getNamedType(type ?? connectionType(compiling, asked)) as GraphQLObjectType;
  return object(
    compiling.fields(connection, asked.sets).map((field) => {
      if (field.name === '__typename') return typeName(connection, field);
      const path = [...asked.path, field.key];
      return compiling.output(connection, field, asked.path, (definition) =>
        partSql(compiling, page, field, definition.type, path),
      );
    }),
  );
}

function connectionType({ asking, schema }: Compilation, { model }: Asked): GraphQLOutputType {
  for (const [field, root] of asking.catalog.queries) {
    const type =
      root.model === model && root.does === 'connection' ? schema.getQueryType()?.getFields()[field]?.type : undefined;
    if (type) return type;
  }
  throw new TypeError(`${model.type.name} has no connection`);
}

function pageOf(compiling: Compilation, asked: Asked): Page {
  const { given, model } = asked;
  const [first, last] = [countOf(given, 'first'), countOf(given, 'last')];
  if (first !== undefined && last !== undefined)
    throw new Problem(400, 'PGRST100', 'a page has `first` or `last`, not both');
  const { rows } = compiling.context.service.limits;
  const terms = keyed(compiling, asked, '', false);
  const cursor = (name: string): Cursor | undefined =>
    given[name] === undefined ? undefined : cursorOf(name, model.type.name, terms, given[name]);
  return {
    ...asked,
    backward: last !== undefined,
    count: Math.min(first ?? last ?? rows, rows),
    after: cursor('after'),
    before: cursor('before'),
    nested: asked.path.length > 1,
  };
}

function partSql(
  compiling: Compilation,
  page: Page,
  field: Field,
  type: GraphQLOutputType,
  path: readonly string[],
): string {
  const inner = getNamedType(type) as GraphQLObjectType;
  switch (field.name) {
    case 'edges':
      return pageSql(compiling, page, path, (source) => edge(compiling, page, inner, field, source, path));
    case 'nodes':
      if (!page.nested) compiling.rows.push(path);
      return pageSql(compiling, page, path, ({ alias }) =>
        rowOutputs(compiling, page.model, alias, selectionsOf(field), path),
      );
    case 'pageInfo':
      return object(pageInfo(compiling, page, inner, field, path));
    default:
      return totalSql(compiling, page);
  }
}

function totalSql(compiling: Compilation, { source, model, given }: Page): string {
  const found = source();
  const condition = conditionSql(compiling, model, found, given['where']);
  return `(select count(*) from ${found.from}${condition && ` where ${condition}`})`;
}

// ---------------------------------------------------------------------------------------------------------------- rows

/** The terms of the order, each row's key behind them; of a page from the end in reverse. */
function keyed(compiling: Compilation, { model, given }: Asked, alias: string, backward: boolean): readonly Term[] {
  const terms = termsOf(compiling, model, alias, given);
  const all = byKey(model.table, alias, terms, terms.at(-1)?.descending ?? false);
  return backward ? reversed(all) : all;
}

type Outputs = (source: Source) => readonly Output[];

/**
 * The rows of a page. By themselves, or to be gathered into an array: then their order may stand elsewhere in the text.
 */
function pageRows(
  compiling: Compilation,
  page: Page,
  outputs: Outputs,
  isGathered: boolean,
  limit = page.count,
  offset = 0,
): Rows {
  const source = page.source();
  const written = outputs(source);
  const writeCondition = (): string =>
    conditionSql(compiling, page.model, source, page.given['where'], () => between(compiling, page, source));
  const writeOrder = (): string => orderSql(keyed(compiling, page, source.alias, page.backward));
  const [condition, order] = isGathered ? gathered(writeCondition, writeOrder) : [writeCondition(), writeOrder()];
  return { ...plainRows(written, source, condition), order, range: rangeSql(compiling, limit, offset) };
}

function between(compiling: Compilation, page: Page, { alias }: Source): string {
  const tests = [];
  if (page.after)
    tests.push(
      behindValues(compiling.build, page.model.table, keyed(compiling, page, alias, false), page.after.values),
    );
  if (page.before)
    tests.push(
      behindValues(compiling.build, page.model.table, keyed(compiling, page, alias, true), page.before.values),
    );
  return tests.join(' and ');
}

function pageSql(compiling: Compilation, page: Page, path: readonly string[], outputs: Outputs): string {
  if (page.backward) compiling.backwards.push(path);
  return many(pageRows(compiling, page, outputs, true));
}

function edge(
  compiling: Compilation,
  page: Page,
  type: GraphQLObjectType,
  asked: Field,
  source: Source,
  path: readonly string[],
): readonly Output[] {
  return compiling.fields(type, selectionsOf(asked)).map((field) => {
    if (field.name === '__typename') return typeName(type, field);
    return compiling.output(type, field, path, () => {
      if (field.name === 'cursor') return cursorSql(compiling, page, source);
      if (!page.nested) compiling.rows.push([...path, field.key]);
      return object(rowOutputs(compiling, page.model, source.alias, selectionsOf(field), [...path, field.key]));
    });
  });
}

function cursorSql(compiling: Compilation, page: Page, { alias }: Source): string {
  return hex(dialect.jsonRow(keyed(compiling, page, alias, false).map(termInJson)));
}

function termInJson({ values, write, column }: Term): string {
  // It may name the value several times, and what leads to another table can have parameters in it.
  const isRepeated = column === undefined && inJson(values, '~').split('~').length > 2;
  return isRepeated ? `(select ${inJson(values, 'v.v')} from (select ${write()} as v) v)` : inJson(values, write());
}

// ----------------------------------------------------------------------------------------------------------- page info

function pageInfo(
  compiling: Compilation,
  page: Page,
  type: GraphQLObjectType,
  asked: Field,
  path: readonly string[],
): readonly Output[] {
  return compiling.fields(type, selectionsOf(asked)).map((field) => {
    if (field.name === '__typename') return typeName(type, field);
    return compiling.output(type, field, path, () => factSql(compiling, page, field.name));
  });
}

function factSql(compiling: Compilation, page: Page, name: string): string {
  const { backward } = page;
  switch (name) {
    case 'hasNextPage':
      return truth(
        backward
          ? beyond(compiling, page, page.before, true)
          : anyOf([more(compiling, page), beyond(compiling, page, page.before, true)]),
      );
    case 'hasPreviousPage':
      return truth(
        backward
          ? anyOf([more(compiling, page), beyond(compiling, page, page.after, false)])
          : beyond(compiling, page, page.after, false),
      );
    case 'startCursor':
      return backward ? endOf(compiling, page) : beginOf(compiling, page);
    default:
      return backward ? beginOf(compiling, page) : endOf(compiling, page);
  }
}

const never = '1 = 0';

function anyOf(conditions: readonly string[]): string {
  return conditions.filter((one) => one !== never).join(' or ') || never;
}

/** Are there rows behind the page, the way that it is read? */
function more(compiling: Compilation, page: Page): string {
  const { from, where, order, range } = pageRows(compiling, page, () => [], false, 1, page.count);
  return `(select 1 from ${from}${where && ` where ${where}`} order by ${order}${range}) is not null`;
}

/**
 * Are there rows on the other side of a cursor, where a page was bounded by one? The one that it was made of is among
 * them.
 */
function beyond(compiling: Compilation, page: Page, cursor: Cursor | undefined, backward: boolean): string {
  if (!cursor) return never;
  const source = page.source();
  const condition = conditionSql(compiling, page.model, source, page.given['where'], () => {
    return `(${behindValues(compiling.build, page.model.table, keyed(compiling, page, source.alias, backward), cursor.values)}) is not true`;
  });
  return `(select 1 from ${source.from} where ${condition} limit 1) is not null`;
}

function beginOf(compiling: Compilation, page: Page): string {
  const { outputs, from, where, order, range } = pageRows(
    compiling,
    page,
    (source) => [{ name: 'cursor', sql: cursorSql(compiling, page, source) }],
    false,
    Math.min(page.count, 1),
  );
  return `(select ${outputs[0]?.sql ?? 'null'} from ${from}${where && ` where ${where}`} order by ${order}${range})`;
}

function endOf(compiling: Compilation, page: Page): string {
  const rows = pageRows(
    compiling,
    page,
    (source) => [{ name: 'cursor', sql: cursorSql(compiling, page, source) }],
    true,
  );
  return lastOf(list(rows, rows.outputs[0] ?? { name: 'cursor', sql: 'null' }));
}
