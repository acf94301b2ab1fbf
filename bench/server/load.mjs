// Asks servers in turns, over connections that stay open, and says of each what a request cost: processor time of the server, and requests a second.
//
//     node load.mjs SECONDS ROUNDS name=url…        prints {name: {processor: µs, rate}} as JSON, medians of the rounds
//
// {n} in an address or in BODY, which is posted, is another number each time.

import http from 'node:http';
import process from 'node:process';

const connections = 32;
const [seconds, rounds, ...named] = process.argv.slice(2);
const contestants = named.map((one) => [one.slice(0, one.indexOf('=')), new URL(one.slice(one.indexOf('=') + 1))]);
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const headers = JSON.parse(process.env.HEADERS ?? '{}');
const body = process.env.BODY;
let asked = 0;

function ask(url, sent) {
  const n = String((++asked * 7919) % 1000 + 1);
  return new Promise((resolve, reject) => {
    http
      .request(url.href.replace(/%7Bn%7D|\{n\}/, n), { agent, method: sent === undefined ? 'GET' : 'POST', headers: sent === undefined ? headers : { ...headers, 'content-type': 'application/json' } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => (answer.statusCode < 300 ? resolve(text) : reject(new Error(`${url}: ${answer.statusCode} ${text}`))));
      })
      .on('error', reject)
      .end(sent?.replace('{n}', n));
  });
}

async function usage(url) {
  const { user, system } = JSON.parse(await ask(new URL('/usage', url)));
  return user + system;
}

/** Until the time is over and so many requests are answered. */
async function measure(url, duration, least = 0) {
  const [before, begin] = [await usage(url), performance.now()];
  let count = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    for (; performance.now() - begin < duration || count < least; ++count) await ask(url, body);
  }));
  return { processor: ((await usage(url)) - before) / count, rate: count / ((performance.now() - begin) / 1000) };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const results = contestants.map(() => []);
// On a busy machine what is hot is compiled late.
for (const [, url] of contestants) await measure(url, 2000, 20_000);
for (let round = 0; round < Number(rounds); ++round) {
  for (const [at, [, url]] of contestants.entries()) results[at].push(await measure(url, Number(seconds) * 1000));
}
const of = (at, what) => median(results[at].map((one) => one[what]));
console.log(JSON.stringify(Object.fromEntries(contestants.map(([name], at) => [name, { processor: of(at, 'processor'), rate: of(at, 'rate') }]))));
agent.destroy();
