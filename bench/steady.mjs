// Asks a server for long, at half of the rate that it can bear, and tells of each part of that time how long answers took and how much memory it had.
//
//     node steady.mjs SECONDS PARTS RATE QUESTIONS      prints {rate, parts: [{p50, p99, most, resident, failed}]} as JSON
//
// RATE is of requests a second; 0 is half of what the server can bear, which is tried first.
// QUESTIONS is JSON: [{url, headers, body}], asked in turns. {n} is another number each time. Requests are sent when they are due, whether or not those
// before are answered, and times count from when they were due: so a server that stops for a moment is told of by all who came in that moment.

import http from 'node:http';
import process from 'node:process';

const connections = 32;
const tick = 1; // milliseconds
const [seconds, parts, wanted, given] = process.argv.slice(2);
const questions = JSON.parse(given);
const agent = new http.Agent({ keepAlive: true, maxSockets: connections * 8 });
let asked = 0;

function ask({ url, headers = {}, body }) {
  const n = String((++asked * 7919) % 1000 + 1);
  const how = { agent, method: body === undefined ? 'GET' : 'POST', headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' } };
  return new Promise((resolve, reject) => {
    http
      .request(url.replaceAll('{n}', n), how, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => (answer.statusCode < 300 && !text.startsWith('{"errors"') ? resolve(text) : reject(new Error(`${answer.statusCode} ${text}`))));
      })
      .on('error', reject)
      .end(body?.replaceAll('{n}', n));
  });
}

const next = () => ask(questions[asked % questions.length]);

/** Requests a second, when each connection asks as soon as it is answered. */
async function highestRate(duration) {
  const begin = performance.now();
  let count = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    for (; performance.now() - begin < duration; ++count) await next();
  }));
  return count / ((performance.now() - begin) / 1000);
}

async function steadily(rate, duration) {
  const [begin, took] = [performance.now(), []];
  let [sent, failed] = [0, 0];
  const running = new Set();
  while (performance.now() - begin < duration) {
    for (; begin + (sent * 1000) / rate <= performance.now(); ++sent) {
      const due = begin + (sent * 1000) / rate;
      const one = next().then(() => took.push(performance.now() - due), (error) => ++failed === 1 && console.error(error.message)).finally(() => running.delete(one));
      running.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, tick));
  }
  await Promise.all(running);
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return { p50: at(0.5), p99: at(0.99), most: at(1), failed };
}

const resident = async () => JSON.parse(await ask({ url: new URL('/usage', questions[0].url).href })).resident;

await highestRate(5000); // what is hot is compiled
const rate = Number(wanted) || (await highestRate(5000)) / 2;
const told = [];
for (let part = 0; part < Number(parts); ++part) told.push({ ...(await steadily(rate, (Number(seconds) * 1000) / Number(parts))), resident: await resident() });
console.log(JSON.stringify({ rate, parts: told }));
agent.destroy();
