// What every diagram is drawn of: boxes for tables, and lines with crow's feet between them.
//
// A line begins at the table that has the foreign key. Its feet say how many rows there can be at each end: three toes are many, a bar is one, a circle
// with a bar is one or none.

import { svg } from './dom.js';

export const ROW = 20;
export const HEAD = 28;
const PADDING = 9;

const pen = document.createElement('canvas').getContext('2d');
const FONT = 'ui-sans-serif, system-ui, sans-serif';

export function textWidth(text, size = 12, weight = 400) {
  pen.font = `${String(weight)} ${String(size)}px ${FONT}`;
  return pen.measureText(text).width;
}

/** The text, or as much of its beginning as there is room for. */
export function fit(text, room, size = 12, weight = 400) {
  if (textWidth(text, size, weight) <= room) return text;
  const signs = [...text];
  let [fits, not] = [0, signs.length];
  while (not - fits > 1) {
    const middle = Math.floor((fits + not) / 2);
    if (textWidth(`${signs.slice(0, middle).join('')}…`, size, weight) <= room) fits = middle;
    else not = middle;
  }
  return `${signs.slice(0, fits).join('')}…`;
}

function foot(id, ...shapes) {
  const marker = { id, viewBox: '-2 -1 20 14', markerWidth: 20, markerHeight: 14, refX: 16, refY: 6, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' };
  return svg('marker', marker, shapes);
}

function toes(d) {
  return svg('path', { class: 'foot', d });
}

/** The shapes that lines end in; once in every drawing. */
export function feet() {
  return svg('defs', {},
    foot('many', toes('M4 6 16 0M4 6H16M4 6 16 12')),
    foot('one', toes('M9 1V11M12 1V11M4 6H16')),
    foot('maybe', svg('circle', { class: 'foot', cx: 5, cy: 6, r: 3.5 }), toes('M12 1V11M8.5 6H16')));
}

export function line(link, d) {
  const from = link.one ? 'maybe' : 'many';
  const to = link.optional ? 'maybe' : 'one';
  return svg('path', { class: 'line', d, 'marker-start': `url(#${from})`, 'marker-end': `url(#${to})` },
    svg('title', {}, `${link.from.name} (${link.columns.join(', ')}) → ${link.to.name} (${link.referenced.join(', ')})`));
}

/** From one place to another, leaving and arriving sideways: `out` and `into` are 1 to the right and -1 to the left. */
export function curve(from, out, to, into) {
  const reach = Math.max(30, Math.abs(to.x - from.x) / 2);
  return `M${String(from.x)} ${String(from.y)}C${String(from.x + out * reach)} ${String(from.y)} ${String(to.x + into * reach)} ${String(to.y)} ${String(to.x)} ${String(to.y)}`;
}

/** The columns that a box has room for, those of keys first but in the table's order; and how many are left out. */
export function shownColumns(table, most) {
  if (table.columns.length <= most) return { columns: table.columns, left: 0 };
  const keys = table.columns.filter((column) => column.marks.length > 0).slice(0, most - 1);
  const others = table.columns.filter((column) => column.marks.length === 0).slice(0, most - 1 - keys.length);
  const chosen = new Set([...keys, ...others]);
  const columns = table.columns.filter((column) => chosen.has(column));
  return { columns, left: table.columns.length - columns.length };
}

export function heightOf({ columns, left }) {
  return HEAD + (columns.length + (left > 0 ? 1 : 0)) * ROW + (columns.length > 0 ? 4 : 0);
}

function columnRow(column, at, width) {
  const y = HEAD + at * ROW + 15;
  const mark = column.marks.join(' ');
  const room = width - 2 * PADDING - (mark ? textWidth(mark, 9, 600) + 8 : 0);
  const weight = column.nullable ? 400 : 600;
  const name = fit(column.name, room * 0.62, 12, weight);
  const begin = textWidth(name, 12, weight) + 8;
  const type = fit(column.type ?? '', room - begin, 11);
  return [
    svg('text', { class: column.nullable ? 'column' : 'column filled', x: PADDING, y }, name),
    svg('text', { class: 'type', x: PADDING + begin, y }, type),
    mark && svg('text', { class: 'marks', x: width - PADDING, y, 'text-anchor': 'end' }, mark),
  ];
}

/** The rows below a box's head. */
export function columnRows({ columns, left }, width) {
  const rows = columns.map((column, at) => columnRow(column, at, width));
  if (left > 0) rows.push(svg('text', { class: 'type', x: PADDING, y: HEAD + columns.length * ROW + 15 }, `and ${String(left)} more`));
  return svg('g', { class: 'rows' }, rows.flat());
}

/** A box's frame and head. */
export function frame(table, width, height, name = table.bare) {
  return [
    svg('rect', { class: `box ${table.kind === 'table' ? 'stored' : 'seen'}`, width, height, rx: 5 }),
    svg('path', { class: 'head', d: `M0 ${String(Math.min(HEAD, height))}V5a5 5 0 0 1 5-5H${String(width - 5)}a5 5 0 0 1 5 5V${String(Math.min(HEAD, height))}Z` }),
    svg('text', { class: 'name', x: PADDING, y: 18.5 }, fit(name, width - 2 * PADDING, 13, 600), svg('title', {}, table.name)),
  ];
}

export function placed(x, y) {
  return `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
}
