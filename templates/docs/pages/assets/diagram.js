// The whole schema in one drawing, which tells more the nearer one is:
//
//     far      groups with their titles; boxes are only shapes
//     middle   the names of tables
//     near     columns, for the boxes that are in sight
//
// Choosing a table lights up its lines and neighbours, and says below what it is.

import { element, svg } from './dom.js';
import { columnRows, curve, feet, fit, frame, heightOf, line, placed, shownColumns, textWidth } from './drawing.js';
import { layOut } from './layout.js';
import { tableLink, told } from './table-page.js';
import { Viewport } from './viewport.js';

const MOST_COLUMNS = 9;
const WIDTH = { least: 150, most: 250 };
const MIDDLE = 0.22; // scales from which on more is shown
const NEAR = 0.55;
const TITLE_SIZE = 15; // of groups, on the screen
const LEAST_TITLE = 7;
const TINTS = 6; // in diagrams.css

function boxOf(table) {
  const shown = shownColumns(table, MOST_COLUMNS);
  const widest = Math.max(textWidth(table.bare, 13, 600) + 20, ...shown.columns.map((column) => textWidth(column.name, 12, 600) + textWidth(column.type ?? '', 11) + 60));
  return { table, shown, kind: table.schema, width: Math.min(WIDTH.most, Math.max(WIDTH.least, widest)), height: heightOf(shown) };
}

/** A name as large as its box allows, for the middle distance. */
function largeName({ table, width, height }) {
  const size = Math.max(14, Math.min(34, ((width - 16) / textWidth(table.bare, 10, 600)) * 10));
  return svg('text', { class: 'large', x: width / 2, y: height / 2 + size / 3, 'text-anchor': 'middle', 'font-size': size.toFixed(1) }, fit(table.bare, width - 10, size, 600));
}

function drawBox(box) {
  const { table, width, height } = box;
  box.node = svg('a', { href: `#/table/${encodeURIComponent(table.page)}`, class: `table tint${String(box.tint)}`, transform: placed(box.x, box.y), 'aria-label': table.name },
    frame(table, width, height), largeName(box));
  return box.node;
}

function route(from, to) {
  const level = (box) => box.y + Math.min(14, box.height / 2);
  if (from === to) {
    const x = from.x + from.width;
    return `M${String(x)} ${String(level(from))}C${String(x + 50)} ${String(level(from))} ${String(x + 50)} ${String(from.y + from.height - 8)} ${String(x)} ${String(from.y + from.height - 8)}`;
  }
  const side = (box, right) => ({ x: right ? box.x + box.width : box.x, y: level(box) });
  if (to.x + to.width <= from.x) return curve(side(from, false), -1, side(to, true), 1);
  if (from.x + from.width <= to.x) return curve(side(from, true), 1, side(to, false), -1);
  return curve(side(from, true), 1, side(to, true), 1);
}

function titleOf(group, boxes, links, many) {
  const degree = new Map(group.members.map((member) => [member, 0]));
  for (const [a, b] of links) for (const end of [a, b]) if (degree.has(end)) degree.set(end, degree.get(end) + 1);
  const hub = group.members.reduce((best, member) => (degree.get(member) > degree.get(best) ? member : best));
  const inside = links.some(([a, b]) => a !== b && degree.has(a) && degree.has(b));
  const name = inside ? boxes[hub].table.bare : 'others';
  return many && boxes[hub].kind ? `${boxes[hub].kind}: ${name}` : name;
}

function drawTitle(group, words) {
  group.words = words;
  group.title = svg('text', { class: 'title', x: group.x + group.width / 2, 'text-anchor': 'middle' }, words);
  return group.title;
}

/** Titles keep their size on the screen, as far as their group has room. */
function sizeTitles(groups, scale) {
  for (const group of groups) {
    const size = Math.max(16, Math.min(TITLE_SIZE / scale, (group.width * 0.96) / (textWidth(group.words, 10, 600) / 10), group.height * 0.5));
    group.title.setAttribute('font-size', size.toFixed(1));
    group.title.classList.toggle('tiny', size * scale < LEAST_TITLE);
    group.title.setAttribute('y', String(scale < MIDDLE ? group.y + group.height / 2 + size / 3 : group.y + 14 + size * 0.7));
  }
}

class Picture {
  constructor(schema, aspect) {
    this.schema = schema;
    this.boxes = schema.tables.map(boxOf);
    const place = new Map(schema.tables.map((table, at) => [table, at]));
    this.pairs = schema.links.map((link) => [place.get(link.from), place.get(link.to)]);
    this.size = layOut(this.boxes, this.pairs, aspect);
    this.lines = schema.links.map((link, at) => line(link, route(this.boxes[this.pairs[at][0]], this.boxes[this.pairs[at][1]])));
    const titles = this.#titles();
    const grounds = this.size.groups.map(({ x, y, width, height }) => svg('rect', { class: 'group', x, y, width, height, rx: 14 }));
    this.size.groups.forEach((group, at) => { for (const member of group.members) this.boxes[member].tint = at % TINTS; });
    this.scene = svg('g', {}, grounds, svg('g', { class: 'lines' }, this.lines), this.boxes.map(drawBox), titles);
  }

  /** What can be seen now, in the detail that its size allows. */
  refine(port, root) {
    root.dataset.detail = port.scale >= NEAR ? 'near' : port.scale >= MIDDLE ? 'middle' : 'far';
    sizeTitles(this.size.groups, port.scale);
    if (port.scale < NEAR) return;
    for (const box of this.boxes) {
      if (box.detailed || !port.sees(box)) continue;
      box.detailed = true;
      box.node.append(columnRows(box.shown, box.width));
    }
  }

  choose(chosen, root) {
    const near = new Set();
    this.pairs.forEach(([from, to], at) => {
      const touches = chosen !== undefined && (this.boxes[from] === chosen || this.boxes[to] === chosen);
      this.lines[at].classList.toggle('lit', touches);
      if (touches) near.add(this.boxes[from]).add(this.boxes[to]);
    });
    for (const box of this.boxes) {
      box.node.classList.toggle('lit', near.has(box) || box === chosen);
      box.node.classList.toggle('chosen', box === chosen);
    }
    root.classList.toggle('choosing', chosen !== undefined);
  }

  #titles() {
    const many = new Set(this.boxes.map((box) => box.kind)).size > 1;
    const { groups } = this.size;
    return groups.map((group) => drawTitle(group, groups.length === 1 ? '' : titleOf(group, this.boxes, this.pairs, many)));
  }
}

function button(label, sign, act) {
  return element('button', { type: 'button', 'aria-label': label, title: label, click: act }, sign);
}

function searchField(schema, jump) {
  const names = element('datalist', { id: 'names' }, schema.tables.map((table) => element('option', { value: table.name })));
  const field = element('input', { type: 'search', list: 'names', placeholder: 'Go to a table', 'aria-label': 'Go to a table', autocomplete: 'off', spellcheck: 'false' });
  const go = () => {
    const wanted = field.value.trim().toLowerCase();
    const table = schema.tables.find((each) => each.name.toLowerCase() === wanted);
    if (table) jump(table);
  };
  field.addEventListener('input', go);
  field.addEventListener('change', () => {
    const wanted = field.value.trim().toLowerCase();
    const table = wanted && schema.tables.find((each) => each.name.toLowerCase().includes(wanted));
    if (table) jump(table);
  });
  return [field, names];
}

function about(table) {
  if (!table) return ['Choose a table to see what it is linked with. ', element('span', { class: 'hint' }, 'Drag to move; wheel, pinch or + and − to zoom; 0 shows all.')];
  return [element('strong', {}, tableLink(table)), ` ${table.kind} · ${String(table.columns.length)} columns. `, told(table.comment)];
}

/** Draws into `content`, with `table` in the middle if there is one. */
export function showDiagram(content, schema, table) {
  if (schema.tables.length === 0) {
    content.replaceChildren(element('h1', {}, 'Diagram'), element('p', {}, 'There are no tables to draw.'));
    return;
  }
  const picture = new Picture(schema, window.innerWidth / Math.max(300, window.innerHeight - 150));
  const root = svg('svg', { class: 'diagram whole', tabindex: 0, role: 'application', 'aria-label': 'Diagram of all tables. Arrow keys move it, plus and minus zoom, 0 shows all. The list of tables says the same as text.' }, feet(), picture.scene);
  const told = element('p', { class: 'about', role: 'status' });
  const port = new Viewport(root, picture.scene, picture.size, () => { picture.refine(port, root); });
  const choose = (chosen) => {
    picture.choose(chosen, root);
    told.replaceChildren(...about(chosen?.table));
  };
  const jump = (wanted) => {
    const box = picture.boxes.find((each) => each.table === wanted);
    choose(box);
    port.show(box);
  };
  const tools = element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Diagram' }, searchField(schema, jump),
    button('Zoom in', '+', () => { port.zoom(1.25); }), button('Zoom out', '−', () => { port.zoom(0.8); }), button('Show all', '⤢', () => { port.fit(); }));
  content.replaceChildren(element('h1', { class: 'unseen' }, 'Diagram'), tools, root, told);
  choose(undefined);
  port.fit();
  if (table) jump(table);
  new ResizeObserver(() => { port.refit(); }).observe(root);
  listen(root, picture, port, choose);
}

/** A click chooses and a second one opens; what was dragged was no click. */
function listen(root, picture, port, choose) {
  const boxAt = (target) => picture.boxes.find((box) => box.node.contains(target));
  let [chosen, pressed] = [undefined, undefined];
  root.addEventListener('pointerdown', (event) => { pressed = event; }, { capture: true });
  root.addEventListener('click', (event) => {
    const moved = pressed !== undefined && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > 5;
    const box = boxAt(event.target);
    const opens = box !== undefined && (box === chosen || event.detail === 0);
    if (box !== undefined && !opens) event.preventDefault();
    if (moved) return;
    if (opens) return;
    chosen = box;
    choose(box);
  });
  root.addEventListener('focusin', (event) => {
    const box = boxAt(event.target);
    if (box === undefined || root.matches(':active') || port.sees(box)) return;
    port.show(box);
  });
  root.addEventListener('dragstart', (event) => { event.preventDefault(); });
}
