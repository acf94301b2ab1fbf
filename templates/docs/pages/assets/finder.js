// The list at the side and the search above it, which both pages have.
//
// An entry is { title, note, href, words }: `words` are further names by which it is found, and those that match are shown below it. `/` goes to the
// search from anywhere, the arrows walk the list, Enter opens what comes first.

import { element } from './dom.js';

const MOST_WORDS = 3;

/** Lower is better; undefined is no match. */
function rank(name, wanted) {
  const at = name.toLowerCase().indexOf(wanted);
  if (at < 0) return undefined;
  return at === 0 ? (name.length === wanted.length ? 0 : 1) : 2;
}

function match(entry, wanted) {
  const title = rank(entry.title, wanted);
  const words = wanted === '' ? [] : entry.words.filter((word) => rank(word, wanted) !== undefined);
  if (title === undefined && words.length === 0) return undefined;
  return { entry, words, order: title ?? 3 };
}

export function find(entries, text) {
  const wanted = text.trim().toLowerCase();
  const found = entries.map((entry) => match(entry, wanted)).filter((each) => each !== undefined);
  return wanted === '' ? found : found.sort((a, b) => a.order - b.order);
}

function item({ entry, words }) {
  const more = words.length > MOST_WORDS ? ` and ${String(words.length - MOST_WORDS)} more` : '';
  return element('li', {},
    element('a', { href: entry.href },
      element('span', {}, entry.title),
      entry.note && element('small', {}, entry.note),
      words.length > 0 && element('small', { class: 'hit' }, words.slice(0, MOST_WORDS).join(', ') + more)));
}

function step(list, from, by) {
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(from) + by;
  if (at < 0) return false;
  links[Math.min(at, links.length - 1)]?.focus();
  return true;
}

export class Finder {
  #entries;
  #search = document.getElementById('search');
  #list = document.getElementById('list');
  #found = document.getElementById('found');

  constructor(entries) {
    this.#entries = entries;
    this.#search.addEventListener('input', () => { this.#show(); });
    this.#search.addEventListener('keydown', (event) => { this.#searchKey(event); });
    this.#list.addEventListener('keydown', (event) => { this.#listKey(event); });
    document.addEventListener('keydown', (event) => { this.#anyKey(event); });
    this.#show();
  }

  /** Marks the entry that is open. */
  mark(href) {
    for (const link of this.#list.querySelectorAll('a')) {
      const open = link.getAttribute('href') === href;
      link.toggleAttribute('aria-current', open);
      if (open) link.scrollIntoView({ block: 'nearest' });
    }
  }

  #show() {
    const found = find(this.#entries, this.#search.value);
    this.#found.textContent = `${String(found.length)} of ${String(this.#entries.length)}`;
    this.#list.replaceChildren(...found.map(item));
    this.mark(location.hash);
  }

  #searchKey(event) {
    if (event.key === 'Enter') this.#list.querySelector('a')?.click();
    if (event.key === 'ArrowDown') step(this.#list, null, 1);
    if (event.key === 'ArrowDown' || event.key === 'Enter') event.preventDefault();
  }

  #listKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (!step(this.#list, event.target, by)) this.#search.focus();
  }

  #anyKey(event) {
    const typing = event.target instanceof Element && event.target.matches('input, textarea, select');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#search.focus();
  }
}
