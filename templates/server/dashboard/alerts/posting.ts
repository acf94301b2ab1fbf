// Alerts by HTTP: to any program as JSON, to Slack and what understands the same (Mattermost, Discord with /slack) as
// text.

import type { AlertEvent, Send, Target } from './rule.js';
import { wordsOf } from './words.js';

const patience = 10_000;

export const webhook: Target = ({ ALERT_WEBHOOK_URL: url }) =>
  url === '' ? { missing: 'ALERT_WEBHOOK_URL' } : posting(url, (event) => event);

export const slack: Target = ({ ALERT_SLACK_URL: url }) =>
  url === '' ? { missing: 'ALERT_SLACK_URL' } : posting(url, (event) => ({ text: escaped(wordsOf(event)) }));

function posting(url: string, bodyOf: (event: AlertEvent) => object): Send {
  return async (event) => {
    const answer = await post(url, JSON.stringify(bodyOf(event)));
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the target answers ${String(answer.status)}`);
  };
}

/** An error of fetch may hold the address. */
async function post(url: string, body: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
  } catch (error) {
    const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
    throw new Error(`the target can not be reached (${cause?.code ?? (error as Error).name})`, { cause: error });
  }
}

/** Slack's own signs: without this, a route could mention everybody. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
