// As much of Markdown as descriptions have: `code`, paragraphs where a line is empty, and what stands for a sign that would mean something.

import { code, element } from './dom.js';

const ENTITIES = { '&lt;': '<', '&amp;': '&' };

function plain(text) {
  return text.replace(/&lt;|&amp;|\\[\\[\]]/g, (sign) => ENTITIES[sign] ?? sign.slice(1));
}

/** Code stands between as many backticks as it needs. */
export function inline(text) {
  const parts = text.split(/(`+)(?!`)(.+?)(?<!`)\1(?!`)/s);
  return parts.map((part, at) => (at % 3 === 0 ? plain(part) : at % 3 === 2 ? code(part.trim()) : ''));
}

export function paragraphs(text) {
  return text.split(/\n{2,}/).map((part) => element('p', { class: 'told' }, inline(part)));
}
