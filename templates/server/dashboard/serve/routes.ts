// The dashboard over HTTP, all of it below /ai-dashboard:
//
//   /                 the page, or where a token is wanted the form that asks for it
//   /login            takes the form
//   /figures.json     what the page shows, asked for again and again
//   /advice.json      what `sqlx advise` says of it
//   /statistics.json  the figures of the statements, for `sqlx advise --statistics FILE`
//   /assets/…         the page's files, which hold nothing of the application's
//
// The page runs only what comes from here: see `policy`.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Problem } from '../../../api/runtime/problem.js';
import { Asset } from '../../asset.js';
import type { AdviceState } from '../advise/advisor.js';
import type { StatisticsDocument } from '../advise/document.js';
import type { DashboardAccess } from './access.js';
import type { Figures } from './figures.js';

export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** What there is to show. */
export interface Shown {
  readonly figures: () => Figures;
  readonly advice: () => AdviceState;
  readonly statistics: () => StatisticsDocument;
}

export function dashboardRoutes(app: FastifyInstance, access: DashboardAccess, shown: Shown): void {
  const pages = pagesFolder();
  const page = new Asset(join(pages, 'index.html'), policy);
  const only =
    (answer: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
    (request: FastifyRequest, reply: FastifyReply) => {
      if (!access.allows(request))
        throw new Problem(401, 'HTTP401', 'the dashboard needs its token', {
          headers: { 'www-authenticate': 'Bearer' },
        });
      void reply.header('cache-control', 'no-store');
      return answer(request, reply);
    };
  loginRoute(app, access, join(pages, 'login.html'));
  // The page finds its files from where it is, so that it works behind any prefix.
  app.get('/', (request, reply) => {
    if (!access.allows(request)) return sendForm(reply, join(pages, 'login.html'), 401, false);
    return request.url.split('?', 1)[0]?.endsWith('/') ? reply.redirect('../ai-dashboard') : page.send(request, reply);
  });
  app.get(
    '/figures.json',
    only(() => shown.figures()),
  );
  app.get(
    '/advice.json',
    only(() => shown.advice()),
  );
  app.get(
    '/statistics.json',
    only((_, reply) =>
      reply.header('content-disposition', 'attachment; filename="statistics.json"').send(shown.statistics()),
    ),
  );
  for (const name of readdirSync(join(pages, 'assets'))) {
    const asset = new Asset(join(pages, 'assets', name), policy);
    app.get(`/assets/${name}`, (request, reply) => asset.send(request, reply));
  }
}

/** A token is some signs, so a body of a few hundred bytes is enough. */
const longestForm = 4096;

function loginRoute(app: FastifyInstance, access: DashboardAccess, form: string): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: longestForm },
    (_, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );
  app.post('/login', (request, reply) => {
    const given = request.body instanceof URLSearchParams ? request.body.get('token') : null;
    if (given === null || !access.isToken(given)) return sendForm(reply, form, 401, true);
    return reply.header('set-cookie', access.cookie()).redirect('../ai-dashboard', 303);
  });
}

/** The form finds everything by its own path, and so works after /login as well. */
function sendForm(reply: FastifyReply, path: string, status: number, refused: boolean): FastifyReply {
  const text = readFileSync(path, 'utf8');
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('www-authenticate', 'Bearer')
    .type('text/html; charset=utf-8')
    .send(refused ? text.replace(' hidden', '') : text);
}

/** The compiler leaves the pages where they are. */
function pagesFolder(): string {
  const here = fileURLToPath(new URL('../pages', import.meta.url));
  return existsSync(here) ? here : fileURLToPath(new URL('../../../../server/dashboard/pages', import.meta.url));
}
