// What is unusual about a route, compared with its own past.
//
// Until a day is known, the last minute is compared with the two hours before it; then the last ten minutes with the
// same time on earlier days, half an hour to either side, because most applications have a rhythm. Too few samples, or
// too few requests in them, judge nothing. What is told are the figures: now, the median, the MAD, the number of
// samples.

import type { Past, Sample } from '../collect/past.js';
import type { Series } from '../collect/series.js';
import { type Deviation, deviationOf, distance } from './robust.js';

export interface Anomaly extends Deviation {
  readonly name: string;
  readonly what: 'latency' | 'errors' | 'requests';
  readonly unit: 'seconds' | 'share' | 'count';
  /** In milliseconds, what was looked at: the last minute, the last ten. */
  readonly over: number;
  readonly compared: 'the two hours before' | 'the same time on earlier days';
}

/** What is looked at, and when it is no longer a matter of chance. */
interface Kind {
  readonly what: Anomaly['what'];
  readonly unit: Anomaly['unit'];
  readonly value: (sample: Sample) => number;
  /** Samples with fewer requests say nothing. */
  readonly leastRequests: number;
  /** The smallest difference that counts as a usual one. */
  readonly least: (usual: Deviation, now: Sample) => number;
  /** Whether it is far enough to matter, whatever is usual. */
  readonly matters: (deviation: Deviation) => boolean;
}

const kinds: readonly Kind[] = [
  {
    what: 'latency',
    unit: 'seconds',
    value: ({ p95 }) => p95,
    leastRequests: 20,
    least: ({ median }) => Math.max(0.002, median * 0.1),
    matters: ({ now, median }) => now > median * 1.5,
  },
  {
    what: 'errors',
    unit: 'share',
    value: ({ requests, failed }) => failed / requests,
    leastRequests: 20,
    least: ({ median }, { requests }) => Math.max(0.005, Math.sqrt((median * (1 - median)) / requests)),
    matters: ({ now, median }) => now > median + 0.02,
  },
  {
    what: 'requests',
    unit: 'count',
    value: ({ requests }) => requests,
    leastRequests: 0,
    least: ({ median }) => Math.max(3, Math.sqrt(median)),
    matters: ({ now, median }) => now > median * 2 || now < median / 2,
  },
];

/** So many usual deviations are no chance. */
const far = 6;

const minutes = { least: 20, gap: 5 };
const days = { least: 6, width: 3, length: 144 };

export function anomaliesOf(series: Series, time: number): Anomaly[] {
  series.roll(time);
  const { name, hours, week } = series;
  const seasonal = earlierDays(week);
  const [now, before, over, least] =
    seasonal.length >= days.least
      ? ([week.before(1), seasonal, week.width, days.least] as const)
      : ([hours.before(1), earlierMinutes(hours), hours.width, minutes.least] as const);
  if (!now) return [];
  const compared = over === week.width ? 'the same time on earlier days' : 'the two hours before';
  return kinds.flatMap((kind) => {
    const deviation = judged(kind, now, before, least);
    return deviation ? [{ name, what: kind.what, unit: kind.unit, over, compared, ...deviation } as const] : [];
  });
}

/** Where it is unusual. */
function judged(kind: Kind, now: Sample, before: readonly Sample[], least: number): Deviation | undefined {
  if (now.requests < kind.leastRequests) return undefined;
  const values = before.filter(({ requests }) => requests >= kind.leastRequests).map((sample) => kind.value(sample));
  if (values.length < least) return undefined;
  const deviation = deviationOf(kind.value(now), values);
  const steps = distance(deviation, kind.least(deviation, now));
  return Math.abs(steps) > far && kind.matters(deviation) ? deviation : undefined;
}

/** Not the last minutes: what has just begun to be unusual is not what is usual. */
function earlierMinutes(hours: Past): Sample[] {
  return samples(hours, 1 + minutes.gap, hours.depth);
}

function earlierDays(week: Past): Sample[] {
  const found: Sample[] = [];
  for (let day = 1; day * days.length + 1 <= week.depth; ++day) {
    const same = day * days.length + 1;
    found.push(...samples(week, same - days.width, same + days.width));
  }
  return found;
}

function samples(past: Past, from: number, to: number): Sample[] {
  const found: Sample[] = [];
  for (let back = from; back <= to; ++back) {
    const sample = past.before(back);
    if (sample) found.push(sample);
  }
  return found;
}
