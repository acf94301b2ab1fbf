// The page: asks for the figures every two seconds while it is looked at, and draws them.

import { drawAdvice } from './advice.js';
import { drawAlerts, drawAnomalies } from './alerts.js';
import { drawAll, drawGauges, drawSeries } from './requests.js';
import { drawStatements } from './statements.js';
import { keeping } from './table.js';
import { clock, time } from './words.js';

const betweenFigures = 2000;
const betweenAdvice = 10_000;

let figures;
let advice = { state: 'asking', at: null, advice: null, trouble: null };

async function asked(path) {
  const answer = await fetch(`ai-dashboard/${path}`, { headers: { accept: 'application/json' } });
  if (answer.status === 401) location.reload(); // the form asks for the token again
  if (!answer.ok) throw new Error(`the server answers ${String(answer.status)}`);
  return answer.json();
}

function say(text, bad = false) {
  const state = document.getElementById('state');
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle('bad', bad);
}

function draw() {
  keeping(() => {
    const { all, gauges, anomalies, routes, operations, statements, more, alerts, events } = figures;
    drawAll(all);
    drawGauges(gauges);
    drawAnomalies(anomalies);
    drawSeries('routes-shown', 'Requests by route', routes, more.routes, draw);
    drawSeries('operations-shown', 'GraphQL by operation', operations, more.operations, draw);
    drawStatements(statements, more.statements, explained(), draw);
    drawAlerts(alerts, events, draw);
  });
}

function explained() {
  return new Map((advice.advice?.statements ?? []).map((one) => [one.text, one]));
}

async function lookAtFigures() {
  figures = await asked('figures.json');
  draw();
  say('Live');
  document.getElementById('time').textContent = `${clock(figures.time)}, up for ${time((figures.time - figures.began) / 1000)}`;
}

let shown = '';

async function lookAtAdvice() {
  advice = await asked('advice.json');
  const text = JSON.stringify(advice);
  if (text !== shown) keeping(() => drawAdvice(advice));
  shown = text;
}

/** Again and again, but not while nobody sees it; one that fails is tried again. */
async function repeat(work, milliseconds) {
  for (;;) {
    try {
      if (document.visibilityState === 'visible') await work();
    } catch (error) {
      say(`Not live: ${error.message}`, true);
    }
    await new Promise((resolve) => window.setTimeout(resolve, milliseconds));
  }
}

void repeat(lookAtFigures, betweenFigures);
void repeat(lookAtAdvice, betweenAdvice);
