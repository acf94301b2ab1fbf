// One table and those around it: on the left what it points to, on the right what points to it. Where the page is narrow, above and below.

import { svg, element } from './dom.js';
import { HEAD, ROW, columnRows, curve, feet, frame, heightOf, line, placed, shownColumns } from './drawing.js';

const MOST_COLUMNS = 24;
const SIDE = 200;
const MIDDLE = 270;
const GAP = 84;
const BETWEEN = 12;
const IN_STACK = 16; // boxes above each other before a second stack begins
const STACKS = 2;
const BESIDE = 40; // between stacks
const NARROW = 760;

/** The tables at the other ends, each once, with their links. */
function groups(links, other) {
  const found = new Map();
  for (const link of links) found.set(other(link), [...(found.get(other(link)) ?? []), link]);
  return [...found].map(([table, between]) => ({ table, links: between }));
}

function around(schema, table) {
  const links = schema.linksAt(table);
  return {
    parents: groups(links.filter((link) => link.from === table && link.to !== table), (link) => link.to),
    children: groups(links.filter((link) => link.to === table && link.from !== table), (link) => link.from),
    loops: links.filter((link) => link.from === link.to),
  };
}

/** Gives each box a place in stacks that grow away from the middle, the lines of the outer one running between the inner one's boxes; the height of all. */
function stack(boxes, x, direction) {
  const inStack = Math.max(IN_STACK, Math.ceil(boxes.length / STACKS));
  boxes.forEach((box, at) => {
    box.outer = at >= inStack;
    box.x = x + direction * (box.outer ? SIDE + BESIDE : 0);
    box.y = (at % inStack) * (HEAD + BETWEEN) + (box.outer ? (HEAD + BETWEEN) / 2 : 0);
  });
  return Math.max(0, ...boxes.map((box) => box.y + HEAD));
}

function sideBox(box, width, focus) {
  const name = box.table.schema === focus.schema ? box.table.bare : box.table.name;
  return svg('a', { href: `#/table/${encodeURIComponent(box.table.page)}`, transform: placed(box.x, box.y) }, frame(box.table, width, HEAD, name));
}

function middleBox(table, shown, at, width) {
  return svg('g', { class: 'focus', transform: placed(at.x, at.y) }, frame(table, width, heightOf(shown)), columnRows(shown, width));
}

/** Where the line of these columns leaves the middle. */
function rowAt(shown, at, names) {
  const row = shown.columns.findIndex((column) => names.includes(column.name));
  return at.y + (row < 0 ? HEAD / 2 : HEAD + row * ROW + ROW / 2);
}

function loop(link, shown, at, width) {
  const x = at.x + width;
  const from = rowAt(shown, at, link.columns);
  const to = rowAt(shown, at, link.referenced);
  const bulge = String(x + 44);
  return line(link, `M${String(x)} ${String(from)}C${bulge} ${String(from)} ${bulge} ${String(from === to ? to - 30 : to)} ${String(x)} ${String(from === to ? to - 14 : to)}`);
}

function drawn(label, width, height, lines, boxes) {
  const view = svg('svg', { class: 'diagram', width, height, viewBox: `0 0 ${String(width)} ${String(height)}`, role: 'group', 'aria-label': label }, feet(), lines, boxes);
  return element('div', { class: 'drawing', tabindex: 0 }, view);
}

function sideways(table, shown, { parents, children, loops }) {
  const x = parents.length > 0 ? SIDE + GAP + (parents.length > IN_STACK ? SIDE + BESIDE : 0) + 1 : 1;
  const high = Math.max(heightOf(shown), stack(parents, x - GAP - SIDE, -1), stack(children, x + MIDDLE + GAP, 1));
  const at = { x, y: Math.max(1, (high - heightOf(shown)) / 2) };
  for (const side of [parents, children]) {
    const lowest = Math.max(0, ...side.map((box) => box.y + HEAD));
    for (const box of side) box.y += (high - lowest) / 2;
  }
  const level = (box) => box.y + HEAD / 2;
  const toParent = (box, link) => {
    const bend = curve({ x, y: rowAt(shown, at, link.columns) }, -1, { x: x - GAP, y: level(box) }, 1);
    return line(link, box.outer ? `${bend}H${String(box.x + SIDE)}` : bend);
  };
  const toChild = (box, link) => {
    const from = { x: x + MIDDLE + GAP, y: level(box) };
    const bend = curve(from, -1, { x: x + MIDDLE, y: rowAt(shown, at, link.referenced) }, 1);
    return line(link, box.outer ? `M${String(box.x)} ${String(from.y)}L${bend.slice(1)}` : bend);
  };
  const lines = [
    ...parents.flatMap((box) => box.links.map((link) => toParent(box, link))),
    ...children.flatMap((box) => box.links.map((link) => toChild(box, link))),
    ...loops.map((link) => loop(link, shown, at, MIDDLE)),
  ];
  const right = Math.max(x + MIDDLE + (loops.length > 0 ? 50 : 2), ...children.map((box) => box.x + SIDE + 2));
  return { width: right, height: high + 2, lines, boxes: [...[...parents, ...children].map((box) => sideBox(box, SIDE, table)), middleBox(table, shown, at, MIDDLE)] };
}

/** A line along the left side, as in a tree of files. */
function upright(table, shown, { parents, children, loops }, room) {
  const x = 52;
  const width = Math.min(MIDDLE, room - x - 50);
  const step = HEAD + BETWEEN;
  parents.forEach((box, at) => Object.assign(box, { x, y: 1 + at * step }));
  const at = { x, y: 1 + parents.length * step + (parents.length > 0 ? 14 : 0) };
  const below = at.y + heightOf(shown) + 14 + BETWEEN;
  children.forEach((box, index) => Object.assign(box, { x, y: below + index * step }));
  const bus = (from, to, out) => `M${String(x)} ${String(from)}H${String(x - out)}V${String(to)}H${String(x)}`;
  const lines = [
    ...parents.flatMap((box) => box.links.map((link) => line(link, bus(rowAt(shown, at, link.columns), box.y + HEAD / 2, 30)))),
    ...children.flatMap((box) => box.links.map((link) => line(link, bus(box.y + HEAD / 2, rowAt(shown, at, link.referenced), 42)))),
    ...loops.map((link) => loop(link, shown, at, width)),
  ];
  const height = children.length > 0 ? below + children.length * step : at.y + heightOf(shown) + 2;
  return { width: x + width + 48, height, lines, boxes: [...[...parents, ...children].map((box) => sideBox(box, width, table)), middleBox(table, shown, at, width)] };
}

export function neighbourhood(schema, table, room) {
  const near = around(schema, table);
  const shown = shownColumns(table, MOST_COLUMNS);
  const made = room < NARROW ? upright(table, shown, near, room) : sideways(table, shown, near);
  const count = new Set([...near.parents, ...near.children].map((box) => box.table)).size;
  return drawn(`${table.name}, and ${String(count)} tables around it; the lists below say the same`, made.width, made.height, made.lines, made.boxes);
}
