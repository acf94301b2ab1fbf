// Requests: all of them as tiles, then by route and by operation.

import { chart } from './chart.js';
import { element, show } from './dom.js';
import { table } from './table.js';
import { count, inUnit, share, time } from './words.js';

const step = 10; // seconds, of each value of a chart

/** Requests a second over the last minute that is full. */
function rate({ counts }) {
  return counts.slice(-7, -1).reduce((sum, one) => sum + one, 0) / (6 * step);
}

function failing({ failed, requests }) {
  return requests === 0 ? 0 : failed / requests;
}

export function drawAll(all) {
  const shown = rate(all);
  const failed = failing(all);
  show('all', element('div', { class: 'tiles' },
    tile('Requests', `${count(shown)} a second`, `${count(all.requests)} in all`, chart('chart', all.counts, `Requests in each ten seconds, ${count(shown)} a second at last`)),
    tile('Time, p95', time(all.p95), `p50 ${time(all.p50)}, p99 ${time(all.p99)}`, chart('chart', all.p95s, `The time that 95 of 100 requests stayed below, ${time(all.p95)} over all`)),
    tile('Errors', element('span', { class: failed > 0 && 'bad' }, share(failed)), `${count(all.failed)} in all`)));
}

function tile(title, value, more, picture) {
  return element('div', { class: 'tile' }, element('h3', {}, title), element('strong', {}, value), element('span', { class: 'hint' }, more), picture);
}

export function drawGauges(gauges) {
  show('gauges', gauges.map(({ name, value, unit, most }) => element('li', {}, element('span', {}, `${name} `), most === undefined ? inUnit(value, unit) : `${count(value)} of ${count(most)}`)));
}

const columns = [
  { title: 'Name', cell: ({ name }) => element('code', {}, name), value: ({ name }) => name },
  { title: 'In all', number: true, cell: ({ requests }) => count(requests), value: ({ requests }) => requests },
  { title: 'A second', number: true, cell: (row) => count(rate(row)), value: rate },
  { title: 'p50', number: true, cell: ({ p50 }) => time(p50), value: ({ p50 }) => p50 },
  { title: 'p95', number: true, cell: ({ p95 }) => time(p95), value: ({ p95 }) => p95 },
  { title: 'p99', number: true, cell: ({ p99 }) => time(p99), value: ({ p99 }) => p99 },
  { title: 'Errors', number: true, cell: (row) => element('span', { class: row.failed > 0 && 'bad' }, share(failing(row))), value: failing },
  { title: 'Requests', cell: ({ name, counts, requests }) => chart('spark', counts, `${name}: ${count(requests)} requests`) },
  { title: 'Time, p95', cell: ({ name, p95s, p95 }) => chart('spark', p95s, `${name}: ${time(p95)}`) },
];

export function drawSeries(id, title, series, more, again) {
  if (series.length === 0) return show(id, element('p', { class: 'hint' }, 'None in the last ten minutes.'));
  show(id, table(title, columns, series, again), more > 0 && element('p', { class: 'hint' }, `and ${count(more)} more`));
}
