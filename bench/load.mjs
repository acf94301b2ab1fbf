// Asks servers in turns, over connections that stay open, and says of each what a request cost: processor time of the server, and requests a second.
//
//     node load.mjs SECONDS ROUNDS CONTESTANTS      prints {name: {processor: µs, rate}} as JSON, medians of the rounds
//
// CONTESTANTS is JSON: [{name, url, headers, body}]. {n} in an address or in a body, which is posted, is another number each time.

import http from 'node:http';
import process from 'node:process';

const connections = 32;
const [seconds, rounds, given] = process.argv.slice(2);
const contestants = JSON.parse(given);
let asked = 0;

function ask({ url, headers = {}, body }, agent) {
  const n = String((++asked * 7919) % 1000 + 1);
  const how = { agent, method: body === undefined ? 'GET' : 'POST', headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' } };
  return new Promise((resolve, reject) => {
    http
      .request(url.replace('{n}', n), how, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => (isRight(answer, text) ? resolve(text) : reject(new Error(`${url}: ${answer.statusCode} ${text}`))));
      })
      .on('error', reject)
      .end(body?.replace('{n}', n));
  });
}

/** An answer of GraphQL may tell errors with any status. */
function isRight({ statusCode }, text) {
  return statusCode < 300 && !text.startsWith('{"errors"');
}

async function usage({ url }) {
  const { user, system } = JSON.parse(await ask({ url: new URL('/usage', url).href }));
  return user + system;
}

/** Until the time is over and so many requests are answered. Servers close connections that wait for their turn, so these are of one turn. */
async function measure(contestant, duration, least = 0) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const [before, begin] = [await usage(contestant), performance.now()];
  let count = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    for (; performance.now() - begin < duration || count < least; ++count) await ask(contestant, agent);
  }));
  agent.destroy();
  return { processor: ((await usage(contestant)) - before) / count, rate: count / ((performance.now() - begin) / 1000) };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const results = contestants.map(() => []);
// On a busy machine what is hot is compiled late.
for (const contestant of contestants) await measure(contestant, 2000, Number(process.env.WARM ?? 20_000));
for (let round = 0; round < Number(rounds); ++round) {
  for (const [at, contestant] of contestants.entries()) results[at].push(await measure(contestant, Number(seconds) * 1000));
}
const of = (at, what) => median(results[at].map((one) => one[what]));
console.log(JSON.stringify(Object.fromEntries(contestants.map(({ name }, at) => [name, { processor: of(at, 'processor'), rate: of(at, 'rate') }]))));
