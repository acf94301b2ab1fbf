// Alerts by e-mail, over the SMTP server of SMTP_URL.

import { createTransport } from 'nodemailer';

import type { Target } from './rule.js';
import { subjectOf, wordsOf } from './words.js';

const patience = 20_000;

export const email: Target = ({ SMTP_URL: url, ALERT_EMAIL_TO: to, ALERT_EMAIL_FROM: from }) => {
  if (url === '') return { missing: 'SMTP_URL' };
  if (to.length === 0) return { missing: 'ALERT_EMAIL_TO' };
  if (from === '') return { missing: 'ALERT_EMAIL_FROM' };
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  return async (event) => {
    try {
      await transport.sendMail({ from, to: [...to], subject: subjectOf(event), text: `${wordsOf(event)}\n` });
    } catch (error) {
      const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
      throw new Error(`the mail was not taken (${String(responseCode ?? code ?? 'no reason given')})`, {
        cause: error,
      });
    }
  };
};
