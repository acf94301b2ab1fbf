// One operation: what it takes and gives, and a form to try it with. It is made when it is opened first, as a page may have many.

import { code, codes, element, section } from './dom.js';
import { inline } from './inline.js';
import { pretty } from './pretty.js';
import { curlOf, requestOf } from './request.js';

const TELLING = ['content-range', 'preference-applied', 'location', 'etag', 'retry-after', 'x-request-id', 'www-authenticate'];
const LONGEST = 200_000; // of an answer that is shown

function field(parameter) {
  const example = Object.values(parameter.examples ?? {})[0]?.value ?? parameter.schema?.examples?.[0] ?? '';
  const choices = parameter.schema?.enum;
  const input = choices
    ? element('select', { name: parameter.name }, parameter.required ? [] : element('option', { value: '' }, ''), choices.map((choice) => element('option', {}, String(choice))))
    : element('input', { name: parameter.name, placeholder: String(example), required: parameter.required === true, autocomplete: 'off', spellcheck: 'false' });
  const name = element('span', {}, code(parameter.name), parameter.required ? element('em', {}, ' required') : '', parameter.in === 'header' ? element('small', {}, ' header') : '');
  const label = element('label', { class: 'field' }, name, input, parameter.description ? element('small', {}, inline(parameter.description)) : '');
  return { parameter, input, label };
}

function isFilter(parameter) {
  return parameter.shared.startsWith('filter.');
}

/** Filters by columns are many, and folded away. */
function fieldsBlock(fields, about) {
  const filters = fields.filter(({ parameter }) => isFilter(parameter));
  const others = fields.filter(({ parameter }) => !isFilter(parameter));
  return [
    filters.length > 0 && element('details', {}, element('summary', {}, `Filters by ${String(filters.length)} columns`), element('p', { class: 'hint' }, inline(about)),
      element('div', { class: 'fields' }, filters.map(({ label }) => label))),
    others.length > 0 && element('div', { class: 'fields' }, others.map(({ label }) => label)),
  ];
}

async function answerTo(request) {
  const begun = performance.now();
  const response = await fetch(request.url, request);
  const text = await response.text();
  return { response, text, took: Math.round(performance.now() - begun) };
}

function answerBlock({ response, text, took }) {
  const told = TELLING.filter((name) => response.headers.has(name)).map((name) => `${name}: ${response.headers.get(name)}`);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${String(text.length - LONGEST)} more characters` : pretty(text);
  return [
    element('p', {}, element('strong', { class: response.ok ? 'good' : 'bad' }, `${String(response.status)} ${response.statusText}`), ` in ${String(took)} ms`),
    told.length > 0 && element('pre', {}, told.join('\n')),
    text !== '' && element('pre', { tabindex: 0 }, shown),
  ];
}

function tryForm(api, operation, caller) {
  const fields = api.parameters(operation).map(field);
  const schema = api.json(operation.requestBody);
  const body = schema && element('textarea', { rows: 6, class: 'code', spellcheck: 'false', 'aria-label': 'Body' }, JSON.stringify(api.example(schema), null, 2));
  const answer = element('div', { 'aria-live': 'polite' });
  const request = () => requestOf(api.root, operation, fields.map(({ parameter, input }) => [parameter, input.value]), body?.value, caller());
  const send = async (event) => {
    event.preventDefault();
    answer.replaceChildren(element('p', { class: 'hint' }, 'Waiting for the answer …'));
    try {
      answer.replaceChildren(...answerBlock(await answerTo(request())).filter((part) => part !== false));
    } catch (error) {
      answer.replaceChildren(element('p', { role: 'alert' }, `There was no answer: ${error instanceof Error ? error.message : String(error)}`));
    }
  };
  const show = () => { answer.replaceChildren(element('pre', { tabindex: 0 }, curlOf(request()))); };
  const about = api.follow({ $ref: '#/components/schemas/.filter' })?.description ?? '';
  return element('form', { class: 'try', submit: (event) => { void send(event); } },
    fieldsBlock(fields, about),
    body && element('div', {}, element('h3', {}, 'Body'), body),
    element('div', { class: 'buttons' }, element('button', { class: 'send' }, 'Send'), element('button', { type: 'button', click: show }, 'Show as curl')),
    answer);
}

/** The object that a schema is about: of an array its items, of choices the first. */
function subject(api, schema) {
  const found = api.follow(schema);
  if (found?.type === 'array') return subject(api, found.items);
  const any = found?.anyOf ?? found?.oneOf;
  return any ? subject(api, any[0]) : found;
}

function limits(schema) {
  const parts = [];
  if (schema.enum) parts.push('one of ', schema.enum.filter((value) => value !== null).flatMap((value, at) => (at === 0 ? [code(String(value))] : [', ', code(String(value))])));
  if (schema.maxLength !== undefined) parts.push(`at most ${String(schema.maxLength)} characters`);
  if (schema.description) parts.push(parts.length > 0 ? '; ' : '', element('span', { class: 'told' }, inline(schema.description)));
  return parts;
}

function propertiesBlock(api, title, schema) {
  const rows = api.properties(subject(api, schema)).map(([name, each, required]) => [[code(name), required ? element('em', {}, ' required') : ''], api.words(each), limits(each)]);
  return section(title, ['Member', 'Type', 'What it is'], rows);
}

function responsesBlock(api, operation) {
  const alike = new Map();
  for (const { status, description, content } of api.responses(operation)) {
    const words = api.words(content?.['application/json']?.schema);
    const meaning = `${words} ${description ?? ''}`;
    if (!alike.has(meaning)) alike.set(meaning, { statuses: [], words, description: description ?? '' });
    alike.get(meaning).statuses.push(status === 'default' ? 'others' : status);
  }
  const rows = [...alike.values()].map(({ statuses, words, description }) => [codes(statuses), words, inline(description)]);
  return section('Answers', ['Status', 'JSON', 'What it means'], rows);
}

function content(api, operation, caller) {
  const given = api.json(operation.requestBody);
  const answered = api.responses(operation).map((response) => response.content?.['application/json']?.schema).find((schema) => schema !== undefined);
  return [
    operation.description ? element('p', { class: 'told' }, inline(operation.description)) : '',
    element('h2', {}, 'Try it'),
    tryForm(api, operation, caller),
    given ? propertiesBlock(api, 'What is sent', given) : [],
    answered ? propertiesBlock(api, 'What is answered', answered) : [],
    responsesBlock(api, operation),
  ];
}

export function operationCard(api, operation, caller, open) {
  const card = element('details', { class: `operation ${operation.method}`, open },
    element('summary', {}, element('span', { class: 'method' }, operation.method.toUpperCase()), code(operation.path), element('span', { class: 'summary' }, operation.summary ?? '')));
  const fill = () => {
    if (card.open && card.childElementCount === 1) card.append(element('div', { class: 'inside' }, content(api, operation, caller)));
  };
  card.addEventListener('toggle', fill);
  fill();
  return card;
}
