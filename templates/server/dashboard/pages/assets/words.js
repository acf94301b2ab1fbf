// Figures as people read them.

const unknown = '–';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

export function count(value) {
  return Math.abs(value) < 10 && !Number.isInteger(value) ? small.format(value) : numbers.format(value);
}

export function share(value) {
  return `${count(value * 100)} %`;
}

/** Of seconds. */
export function time(seconds) {
  if (seconds === null || seconds === undefined) return unknown;
  if (seconds < 0.001) return `${count(seconds * 1e6)} µs`;
  if (seconds < 1) return `${count(seconds * 1000)} ms`;
  if (seconds < 120) return `${count(seconds)} s`;
  return seconds < 7200 ? `${count(seconds / 60)} min` : `${count(seconds / 3600)} h`;
}

export function bytes(value) {
  return value < 1e9 ? `${count(value / 1e6)} MB` : `${count(value / 1e9)} GB`;
}

export function clock(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString('en-GB');
}

const byUnit = { seconds: time, share, bytes, count };

export function inUnit(value, unit = 'count') {
  return byUnit[unit](value);
}

/** table_rows → table rows */
export function spoken(name) {
  return name.replaceAll('_', ' ');
}
