// One table: columns, what hangs on it, its rules, and a diagram of its neighbourhood.

import { code, codes, element, section } from './dom.js';
import { neighbourhood } from './neighbourhood.js';

const MARKS = { PK: 'primary key', FK: 'foreign key', UK: 'unique' };

/** To a table, or to what schema.json says of one; a table that is not in the schema is only named. */
export function tableLink({ page, name }) {
  return page ? element('a', { href: `#/table/${encodeURIComponent(page)}` }, name) : element('span', {}, name);
}

/** A comment of the database, with its lines. */
export function told(text) {
  return text ? element('span', { class: 'told' }, text) : '';
}

function marks(column) {
  return column.marks.map((mark) => element('abbr', { class: `mark ${mark}`, title: MARKS[mark] }, mark));
}

function columnRow(column) {
  const labels = column.labels.length > 0 ? element('div', { class: 'labels' }, 'one of ', codes(column.labels)) : '';
  return [[code(column.name), ' ', marks(column)], code(column.type), column.nullable ? 'yes' : '', code(column.value), [told(column.comment), labels]];
}

function relationRow(relation) {
  const through = relation.through ? [' through ', tableLink(relation.through)] : [];
  return [code(relation.name), relation.kind, tableLink(relation.table), [codes(relation.by), through]];
}

function foreignKeyRow(key) {
  return [code(key.name), codes(key.columns), [tableLink(key.table), ' ', codes(key.referenced)], key.rules ?? '', told(key.comment)];
}

function ruleRow(rule) {
  return [rule.kind, code(rule.name), code(rule.sql), told(rule.comment)];
}

function introduction(table) {
  const rows = table.path ? [' · rows at ', element('a', { href: `../docs#/resource/${encodeURIComponent(table.name)}` }, code(table.path))] : [];
  const drawn = element('a', { href: `#/diagram/${encodeURIComponent(table.page)}` }, 'show in the diagram');
  return element('p', { class: 'facts' }, table.kind, ' · model ', code(table.model), rows, ' · ', drawn);
}

export function showTable(content, schema, table) {
  const definition = table.definition ? [element('h2', {}, 'Definition'), element('pre', { tabindex: 0 }, element('code', {}, table.definition))] : [];
  content.replaceChildren(
    element('p', { class: 'back' }, element('a', { href: '#/' }, '← All tables')),
    element('h1', {}, table.name),
    introduction(table),
    element('p', { class: 'comment' }, table.comment ?? ''),
    ...section('Columns', ['Column', 'Type', 'Null', 'Default', 'What it is'], table.columns.map(columnRow)),
    element('h2', {}, 'Neighbourhood'),
    neighbourhood(schema, table, content.clientWidth),
    ...section('Relations', ['As', 'Kind', 'Table', 'By'], table.relations.map(relationRow)),
    ...section('Foreign keys', ['Name', 'Columns', 'Point to', 'Rules', 'What it is'], table.foreignKeys.map(foreignKeyRow)),
    ...section('Keys, checks, indexes', ['Kind', 'Name', 'Definition', 'What it is'], table.rules.map(ruleRow)),
    ...definition);
}
