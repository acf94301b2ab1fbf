// Statements: what the database was asked, the one first that took the most time; opened, one shows its whole text, its plan and what it touches.

import { element, show } from './dom.js';
import { table } from './table.js';
import { count, time } from './words.js';

/** `explained` has what the advisor knows, by the text. */
export function drawStatements(statements, more, explained, again) {
  if (statements.length === 0) return show('statements-shown', element('p', { class: 'hint' }, 'None yet.'));
  show('statements-shown', table('Statements', columnsOf(explained), statements, again), more > 0 && element('p', { class: 'hint' }, `and ${count(more)} more`));
}

function columnsOf(explained) {
  return [
    { title: 'Statement', cell: (row) => statement(row, explained.get(row.text)), value: ({ text }) => text },
    { title: 'Time in all', number: true, cell: ({ seconds }) => time(seconds), value: ({ seconds }) => seconds },
    { title: 'Calls', number: true, cell: ({ calls }) => count(calls), value: ({ calls }) => calls },
    { title: 'Mean', number: true, cell: (row) => time(mean(row)), value: mean },
    { title: 'Slowest', number: true, cell: ({ slowest }) => time(slowest), value: ({ slowest }) => slowest },
    { title: 'Rows', number: true, cell: ({ rows }) => count(rows), value: ({ rows }) => rows },
    { title: 'Most in a request', number: true, cell: ({ mostInOneRequest }) => count(mostInOneRequest), value: ({ mostInOneRequest }) => mostInOneRequest },
  ];
}

function mean({ seconds, calls }) {
  return seconds / calls;
}

function statement({ text, routes }, known) {
  return element('details', { 'data-key': `statement ${text}` },
    element('summary', {}, element('code', { class: 'text' }, text), element('span', { class: 'by' }, brief(routes)), element('span', { class: 'unseen' }, ' (details)')),
    element('pre', {}, element('code', {}, text)),
    named('Asked by', routes), known && [named('Tables', known.tables), named('Indexes', known.indexes), plan('Plan', known.plan)]);
}

function brief(routes) {
  return routes.length < 2 ? (routes[0] ?? '') : `${routes[0]} and ${count(routes.length - 1)} more`;
}

function named(title, names) {
  return names.length > 0 && element('p', { class: 'hint' }, `${title}: ${names.join(', ')}`);
}

/** As the database says it. */
export function plan(title, lines) {
  return lines.length > 0 && [element('p', { class: 'hint' }, title), element('pre', {}, element('code', {}, lines.join('\n')))];
}
