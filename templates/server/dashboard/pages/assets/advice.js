// Advice: what `sqlx advise` found, each with the figures that it comes from.

import { element, show } from './dom.js';
import { plan } from './statements.js';
import { clock, count, spoken } from './words.js';

export function drawAdvice({ state, at, advice, trouble }) {
  show('advice-shown', told(state, at, trouble), advice ? found(advice) : []);
}

function told(state, at, trouble) {
  if (state === 'absent') return byHand();
  if (state === 'asking') return element('p', { class: 'hint' }, 'sqlx advise is looking at the statements …');
  const when = at === null ? '' : ` What is shown is of ${clock(at)}.`;
  if (state === 'failed') return [element('p', { class: 'warm' }, `sqlx advise gave no answer: ${trouble}.${when}`), at === null ? byHand() : []];
  return element('p', { class: 'hint' }, `By sqlx advise, at ${clock(at)}. It is asked again once a minute while this page is open.`);
}

function byHand() {
  return [
    element('p', {}, 'This server was not told where the program sqlx is. It gives advice on missing indexes, statements in loops and the like from the figures of the statements: ',
      element('a', { href: 'ai-dashboard/statistics.json', download: true }, 'download them'), ', then'),
    element('pre', {}, element('code', {}, 'sqlx advise --statistics statistics.json')),
  ];
}

function found({ findings, notJudged }) {
  const list = findings.length === 0 ? element('p', { class: 'good' }, 'Nothing to mend was found in what was measured.') : element('ul', { class: 'findings' }, findings.map((one, at) => element('li', {}, finding(one, at))));
  return [list, notJudged.length > 0 && unjudged(notJudged)].filter(Boolean);
}

function finding({ kind, title, statement, tables, columns, evidence, change, advice }, at) {
  const numbers = Object.entries(evidence).filter(([, value]) => !Array.isArray(value));
  const plans = Object.entries(evidence).filter(([, value]) => Array.isArray(value));
  const about = [['kind', spoken(kind)], ['tables', tables.join(', ')], ['columns', columns.join(', ')], ...numbers.map(([name, value]) => [spoken(name), typeof value === 'number' ? count(value) : value])];
  return [
    element('h3', {}, title),
    element('p', {}, advice),
    element('dl', { class: 'facts' }, about.filter(([, value]) => value !== '').map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
    change !== null && changeOf(change),
    (statement !== null || plans.length > 0) && element('details', { 'data-key': `finding ${at} ${title}` }, element('summary', {}, 'Statement and plan'),
      statement !== null && element('pre', {}, element('code', {}, statement)), plans.map(([name, lines]) => plan(spoken(name), lines))),
  ];
}

function changeOf(change) {
  const said = element('span', { class: 'unseen', role: 'status' });
  const copy = async (event) => {
    const button = event.currentTarget;
    const copied = await navigator.clipboard.writeText(change).then(() => true, () => false);
    said.textContent = button.textContent = copied ? 'Copied' : 'Not copied: mark the text';
  };
  return element('div', { class: 'change' }, element('pre', {}, element('code', {}, change)), element('button', { type: 'button', 'data-key': `copy ${change}`, click: copy }, 'Copy'), said);
}

function unjudged(all) {
  return element('details', { 'data-key': 'unjudged' }, element('summary', {}, `Not judged: ${count(all.length)}`),
    element('ul', {}, all.map(({ statement, why }) => element('li', {}, element('code', {}, statement), ` ${why}`))));
}
