// Opens a page as people do, and says what came of it: what the console says, whether anything was asked of another host, what axe finds.
//
//     node browse.mjs '{"url": …, "headers": {…}, "until": "an expression", "probe": "an expression", "screens": [[1280, "light"], …], "others": [a selector, …]}'
//
// Prints JSON: {"title", "console": […], "foreign": […], "violations": […], "wide": […], "probes": […]}. `until` must become true in each screen, `probe` is
// evaluated then. What is made by others is not judged: `others`. What a page has that is wider than the screen is in `wide`. NODE_PATH leads to puppeteer-core and axe-core.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.NODE_PATH}/`);
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const asked = JSON.parse(process.argv[2]);
const { url, headers = {}, until = 'true', probe = 'null', screens = [[1280, 'light']] } = asked;
const result = { title: '', console: [], foreign: [], violations: [], wide: [], probes: [] };

const browser = await puppeteer.launch({ executablePath: process.env.BROWSER, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

async function look(width, scheme) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setExtraHTTPHeaders(headers);
  page.on('console', (message) => result.console.push(`${message.type()}: ${message.text()} ${message.location().url ?? ''}`));
  page.on('pageerror', (error) => result.console.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== new URL(url).origin) result.foreign.push(request.url());
  });
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  await page.waitForFunction(until, { timeout: 60_000, polling: 100 });
  result.probes.push(await page.evaluate(probe));
  const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  if (wide > 0) result.wide.push(`${width}: ${wide} pixels too wide`);
  await judge(page, `${width} ${scheme}`);
  result.title = await page.title();
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${new URL(url).pathname.replaceAll('/', '_')}-${width}-${scheme}.png`, fullPage: true });
  await page.close();
}

/** Scripts that are evaluated from outside are not held back by the page's policy. */
async function judge(page, screen) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(`axe.run({ exclude: ${JSON.stringify(asked.others ?? [])} })`);
  for (const { id, help, nodes } of violations) result.violations.push(`${screen}: ${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join('; ')}`);
}

try {
  for (const [width, scheme] of screens) await look(width, scheme);
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
}
