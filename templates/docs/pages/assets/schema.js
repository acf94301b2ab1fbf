// The pages of the schema: what stands behind the # says which.
//
//     #/                  all tables
//     #/table/<page>      one of them
//     #/diagram           all of them drawn; #/diagram/<page> with one in the middle
//
// Everything comes from schema.json, and is the same for every schema but for that.

import { element, fetchJson, section } from './dom.js';
import { Finder } from './finder.js';
import { Schema } from './model.js';
import { showDiagram } from './diagram.js';
import { showTable, tableLink, told } from './table-page.js';

const content = document.getElementById('content');

function counted(count, one) {
  return `${String(count)} ${one}${count === 1 ? '' : 's'}`;
}

function showOverview(schema) {
  const rows = schema.tables.map((table) => [
    tableLink(table), table.kind, String(table.columns.length), String(table.foreignKeys.length), told(table.comment),
  ]);
  content.replaceChildren(
    element('h1', {}, schema.title),
    element('p', {}, `${schema.engine}: ${counted(schema.tables.length, 'table')}, ${counted(schema.links.length, 'foreign key')}. `,
      element('a', { href: '#/diagram' }, 'See them drawn')),
    ...section('Tables', ['Name', 'Kind', 'Columns', 'Foreign keys', 'What it is'], rows));
}

function showMissing(page) {
  content.replaceChildren(element('h1', {}, 'No such table'), element('p', {}, `There is no table “${page}” here. `, element('a', { href: '#/' }, 'All tables')));
}

function show(schema) {
  const [, view, part] = location.hash.split('/');
  const page = decodeURIComponent(part ?? '');
  const table = schema.table(page);
  document.body.dataset.view = view || 'overview';
  document.title = `${table?.name ?? 'Schema'} · ${schema.title}`;
  if (view === 'diagram') {
    showDiagram(content, schema, table);
  } else if (view !== 'table') {
    showOverview(schema);
  } else if (table) {
    showTable(content, schema, table);
  } else {
    showMissing(page);
  }
}

function entryOf(table) {
  const notes = [table.bare === table.name ? '' : table.schema, table.kind === 'table' ? '' : table.kind];
  return { title: table.bare, note: notes.filter((note) => note !== '').join(', '), href: `#/table/${encodeURIComponent(table.page)}`, words: [...(table.bare === table.name ? [] : [table.name]), ...table.columns.map((column) => column.name)] };
}

function moveFocus() {
  window.scrollTo(0, 0);
  content.focus({ preventScroll: true });
}

try {
  const schema = new Schema(await fetchJson('schema.json'));
  document.getElementById('title').textContent = schema.title;
  const finder = new Finder(schema.tables.map(entryOf));
  const open = () => {
    show(schema);
    finder.mark(location.hash);
  };
  open();
  window.addEventListener('hashchange', () => {
    open();
    moveFocus();
  });
} catch (error) {
  content.replaceChildren(element('p', { role: 'alert' }, `The schema could not be shown: ${error instanceof Error ? error.message : String(error)}`));
}
