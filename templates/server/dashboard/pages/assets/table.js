// Tables that one can sort by their columns. They are drawn again and again with new figures: the order stays, and so does what is open and where the
// keyboard is.

import { element } from './dom.js';

/** What each table is sorted by: { at, down }. */
const orders = new Map();

/** Tables of which everything is shown; of the others so many rows. */
const whole = new Set();
const few = 12;

/**
 * A column is { title, cell, value?, number? }: `cell` makes what is shown of a row, `value` what it is sorted by; the first column names the row.
 * `again` draws everything once more.
 */
export function table(name, columns, rows, again) {
  const order = orders.get(name);
  const head = columns.map((column, at) => heading(name, column, at, order, again));
  const shown = sorted(rows, columns, order).slice(0, whole.has(name) ? undefined : few);
  const body = shown.map((row) => element('tr', {}, columns.map((column, at) => cell(column, at, row))));
  return [
    element('div', { class: 'wide', role: 'group', 'aria-label': name, tabindex: 0 },
      element('table', {}, element('caption', { class: 'unseen' }, name), element('thead', {}, element('tr', {}, head)), element('tbody', {}, body))),
    rows.length > few && size(name, rows.length, again),
  ];
}

function size(name, count, again) {
  const all = whole.has(name);
  const change = () => {
    if (all) whole.delete(name);
    else whole.add(name);
    again();
  };
  return element('p', {}, element('button', { type: 'button', 'data-key': `${name} size`, 'aria-expanded': String(all), click: change }, all ? `Show ${few}` : `Show all ${count}`, element('span', { class: 'unseen' }, ` of ${name}`)));
}

function heading(name, { title, value, number }, at, order, again) {
  const kind = [number && 'number', !value && 'plain'].filter(Boolean).join(' ');
  if (!value) return element('th', { scope: 'col', class: kind }, title);
  const chosen = order?.at === at;
  const choose = () => {
    orders.set(name, { at, down: chosen ? !order.down : number === true });
    again();
  };
  const sign = chosen ? (order.down ? ' ▾' : ' ▴') : '';
  const sort = chosen && (order.down ? 'descending' : 'ascending');
  return element('th', { scope: 'col', class: kind || undefined, 'aria-sort': sort }, element('button', { type: 'button', 'data-key': `${name} ${title}`, click: choose }, title, sign));
}

function cell({ title, cell: make, number }, at, row) {
  if (at === 0) return element('th', { scope: 'row' }, make(row));
  return element('td', { class: number && 'number', 'data-name': title }, make(row));
}

function sorted(rows, columns, order) {
  if (!order) return rows;
  const { value } = columns[order.at];
  const sign = order.down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compared(value(a), value(b)));
}

function compared(a, b) {
  if (typeof a === 'string') return a.localeCompare(b);
  return (a ?? -1) - (b ?? -1);
}

/** Draws, and leaves open what was open, and the keyboard where it was. Both are found by `data-key`. */
export function keeping(draw) {
  const keyed = () => [...document.querySelectorAll('[data-key]')];
  const open = new Set(keyed().filter((node) => node.open).map((node) => node.dataset.key));
  const focused = document.activeElement?.closest('[data-key]')?.dataset.key;
  draw();
  for (const node of keyed()) {
    if (open.has(node.dataset.key)) node.open = true;
    if (node.dataset.key === focused) (node.querySelector('summary') ?? node).focus({ preventScroll: true });
  }
}
