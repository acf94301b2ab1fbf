// Making elements. Texts become text nodes and attributes, never markup: what comes from a database cannot be anything but data here.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== false && child !== ''));
  return node;
}

/** element('a', { href: '#/', click: go }, 'Home'): attributes and listeners, then children. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for what is drawn. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export async function fetchJson(url) {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${url} answers ${String(answer.status)}`);
  return answer.json();
}

function isEmpty(cell) {
  return cell === '' || (Array.isArray(cell) && cell.every(isEmpty));
}

/** A table with a heading over it; nothing where it has no rows, and without columns that say nothing. Cells are texts, elements, or lists of them. */
export function section(title, headings, rows) {
  if (rows.length === 0) return [];
  const telling = (_, at) => !rows.every((cells) => isEmpty(cells[at]));
  const head = headings.filter(telling).map((heading) => element('th', { scope: 'col' }, heading));
  const body = rows.map((cells) => element('tr', {}, cells.filter(telling).map((cell) => element('td', {}, cell))));
  return [
    element('h2', {}, title),
    element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': title },
      element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, body))),
  ];
}

export function code(text) {
  return text ? element('code', {}, text) : '';
}

/** Texts with commas between them, each as code. */
export function codes(texts = []) {
  return texts.flatMap((text, at) => (at === 0 ? [code(text)] : [', ', code(text)]));
}
