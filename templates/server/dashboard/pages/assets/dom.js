// Making elements. Texts become text nodes, never markup: what comes from a client or a database cannot be anything but data here.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...shownOf(children));
  return node;
}

/** Of lists within lists; what is false or nothing is left out. */
function shownOf(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== false && child !== '');
}

/** element('a', { href: '#routes', click: go }, 'Routes'): attributes and listeners, then children. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for what is drawn. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Puts these in the place of what is in the element with this id. */
export function show(id, ...children) {
  document.getElementById(id).replaceChildren(...shownOf(children));
}
