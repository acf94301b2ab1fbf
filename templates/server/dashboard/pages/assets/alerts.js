// What is unusual, and the rules of sqlx.yaml: how they stand, and what was told of them.

import { element, show } from './dom.js';
import { table } from './table.js';
import { clock, count, inUnit, share, time } from './words.js';

export function drawAnomalies(anomalies) {
  if (anomalies.length === 0) return show('anomalies-shown', element('p', { class: 'hint' }, 'Nothing, compared with what each route did before, as far as that is known.'));
  show('anomalies-shown', element('ul', { class: 'findings' }, anomalies.map((one) => element('li', {}, anomaly(one)))));
}

function anomaly({ name, what, unit, over, compared, now, median, mad, samples }) {
  const figures = [['now', inUnit(now, unit)], ['median', inUnit(median, unit)], ['MAD', inUnit(mad, unit)], ['samples', count(samples)]];
  return [
    element('h3', {}, element('code', {}, name), `: ${what}`),
    element('p', {}, `In the last ${time(over / 1000)}, compared with ${compared}.`),
    element('dl', { class: 'facts' }, figures.map(([title, value]) => element('div', {}, element('dt', {}, title), element('dd', {}, value)))),
  ];
}

const readings = { error_rate: share, p50: time, p95: time, p99: time };

function reading(when, value) {
  return value === null ? '–' : (readings[when] ?? count)(value);
}

const states = { quiet: ['good', 'quiet'], waiting: ['warm', 'holds, not long enough yet'], firing: ['bad', 'firing'] };

const columns = [
  { title: 'Rule', cell: ({ name }) => name, value: ({ name }) => name },
  { title: 'State', cell: ({ state }) => element('span', { class: states[state][0] }, states[state][1]), value: ({ state }) => state },
  { title: 'When', cell: ({ when, route, is, limit }) => `${when}${route === null ? '' : ` of ${route}`} ${is} ${reading(when, limit)}` },
  { title: 'Now', number: true, cell: ({ when, value }) => reading(when, value) },
  { title: 'Fired', number: true, cell: ({ fired }) => count(fired), value: ({ fired }) => fired },
];

export function drawAlerts(alerts, events, again) {
  if (alerts.length === 0) return show('alerts-shown', element('p', { class: 'hint' }, 'There are no rules: `alerts` in sqlx.yaml has them.'));
  const told = events.map(({ alert, state, at, when, value }) => element('li', {}, element('time', { datetime: at }, clock(Date.parse(at))), ` ${alert}: ${state}, ${reading(when, value)}`));
  show('alerts-shown', table('Alerts', columns, alerts, again), told.length > 0 && [element('h3', {}, 'What was told'), element('ul', {}, told)]);
}
