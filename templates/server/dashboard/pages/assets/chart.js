// A line through time, with the area below it: sixty values, the newest at the right. What is not known is a gap.

import { svg } from './dom.js';

const width = 60;
const height = 20;

/** `label` says in words what the picture shows. */
export function chart(kind, values, label) {
  const most = Math.max(...values.map((value) => value ?? 0), 0) || 1;
  const x = (at) => Math.round((at / (values.length - 1)) * width * 100) / 100;
  const y = (value) => Math.round((height - (value / most) * (height - 1)) * 100) / 100;
  const runs = runsOf(values);
  const line = (run) => run.map(({ at, value }) => `${x(at)},${y(value)}`).join(' L');
  const lines = runs.map((run) => `M${line(run)}${run.length === 1 ? ' h.01' : ''}`).join(' ');
  const areas = runs.map((run) => `M${x(run[0].at)},${height} L${line(run)} L${x(run[run.length - 1].at)},${height} Z`).join(' ');
  return svg('svg', { class: kind, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    svg('path', { class: 'area', d: areas }), svg('path', { class: 'line', d: lines }));
}

/** Neighbours that are known. */
function runsOf(values) {
  const runs = [];
  values.forEach((value, at) => {
    if (value === null) return;
    if (at > 0 && values[at - 1] !== null) runs[runs.length - 1].push({ at, value });
    else runs.push([{ at, value }]);
  });
  return runs;
}
