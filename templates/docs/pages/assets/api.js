// The page of the API: what stands behind the # says which resource is shown.
//
//     #/                   all of them
//     #/resource/<tag>     the operations of one
//
// Everything comes from openapi.json. A token that is typed in stays in this page, and goes with the requests that are tried.

import { element, fetchJson, section } from './dom.js';
import { Finder } from './finder.js';
import { inline, paragraphs } from './inline.js';
import { Api } from './openapi.js';
import { operationCard } from './operation.js';

const content = document.getElementById('content');
const token = document.getElementById('token');
const key = document.getElementById('key');

function caller() {
  return { token: token.value.trim(), key: key.value.trim() };
}

function showCaller() {
  const told = [token.value.trim() && 'token', key.value.trim() && 'key'].filter((part) => part);
  document.getElementById('who').textContent = told.join(' and ') || 'none';
}

function addressOf(tag) {
  return `#/resource/${encodeURIComponent(tag.name)}`;
}

function methodsOf(api, tag) {
  return [...new Set(api.operations(tag.name).map((operation) => operation.method.toUpperCase()))].join(' ');
}

function showOverview(api) {
  const rows = api.tags.map((tag) => [element('a', { href: addressOf(tag) }, tag.name), element('small', { class: 'methods' }, methodsOf(api, tag)), element('span', { class: 'told' }, inline(tag.description ?? ''))]);
  content.replaceChildren(
    element('h1', {}, api.title),
    ...paragraphs(api.description),
    element('p', {}, 'Requests begin with ', element('code', {}, api.root), '.'),
    ...section('Resources', ['Name', 'Methods', 'What it is'], rows));
}

function showResource(api, tag) {
  const operations = api.operations(tag.name);
  content.replaceChildren(
    element('p', { class: 'back' }, element('a', { href: '#/' }, '← All resources')),
    element('h1', {}, tag.name),
    ...paragraphs(tag.description ?? ''),
    ...operations.map((operation, at) => operationCard(api, operation, caller, at === 0)));
}

function show(api) {
  const [, view, part] = location.hash.split('/');
  const wanted = decodeURIComponent(part ?? '');
  const tag = view === 'resource' ? api.tags.find((each) => each.name === wanted) : undefined;
  document.body.dataset.view = tag ? 'resource' : 'overview';
  document.title = tag ? `${tag.name} · ${api.title}` : api.title;
  if (tag) showResource(api, tag);
  else showOverview(api);
}

function entryOf(api, tag) {
  return { title: tag.name, note: '', href: addressOf(tag), words: api.operations(tag.name).map((operation) => operation.path) };
}

try {
  const api = new Api(await fetchJson('openapi.json'), new URL('openapi.json', location.href));
  document.getElementById('title').textContent = api.title;
  const finder = new Finder(api.tags.map((tag) => entryOf(api, tag)));
  const open = () => {
    show(api);
    finder.mark(location.hash);
  };
  open();
  window.addEventListener('hashchange', () => {
    open();
    window.scrollTo(0, 0);
    content.focus({ preventScroll: true });
  });
  document.getElementById('caller').addEventListener('input', showCaller);
  document.getElementById('caller').addEventListener('submit', (event) => { event.preventDefault(); });
} catch (error) {
  content.replaceChildren(element('p', { role: 'alert' }, `The API's description could not be shown: ${error instanceof Error ? error.message : String(error)}`));
}
