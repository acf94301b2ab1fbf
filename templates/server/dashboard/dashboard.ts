// The dashboard at /ai-dashboard: what comes in, how long it takes, what the database is asked, and what follows from
// that.
//
//   collect/   counts, while requests are answered
//   judge/     finds what is unusual about it
//   advise/    asks `sqlx advise` what would be better
//   alerts/    tells somebody, by the rules of sqlx.yaml
//   serve/     shows it, pages/ is the page
//
// Without AI_DASHBOARD there is none of it: the driver is not wrapped, no request is looked at.

import type { FastifyInstance } from 'fastify';

import type { Caller } from '../../api/runtime/caller.js';
import type { Onlooker } from '../../api/runtime/onlooker.js';
import type { Driver } from '../../orm/runtime/driver.js';
import { rules, targets } from '../alerts.js';
import type { Configuration } from '../configuration.js';
import type { RateLimit } from '../rate-limit.js';
import type { Watch } from '../watch.js';
import { Advisor } from './advise/advisor.js';
import { statisticsOf } from './advise/document.js';
import { Alerts, sendsOf } from './alerts/alerts.js';
import { Sightings } from './collect/sightings.js';
import { anomaliesOf, type Anomaly } from './judge/anomalies.js';
import { DashboardAccess } from './serve/access.js';
import { figuresOf } from './serve/figures.js';
import { dashboardRoutes } from './serve/routes.js';

const path = '/ai-dashboard';
/** Judging takes some milliseconds, and nothing changes quickly. */
const betweenJudgements = 10_000;

export class Dashboard {
  readonly #sightings: Sightings;
  readonly #configuration: Configuration;
  #anomalies: readonly Anomaly[] = [];
  #judged = 0;

  constructor(driver: Driver, configuration: Configuration) {
    this.#sightings = new Sightings(driver);
    this.#configuration = configuration;
  }

  /** The one to ask, so that what it is asked is counted. */
  get driver(): Driver {
    return this.#sightings.driver;
  }

  get onlooker(): Onlooker {
    return this.#sightings.onlooker();
  }

  async install(app: FastifyInstance, watch: Watch, rateLimit: RateLimit): Promise<void> {
    const { AI_DASHBOARD_TOKEN: token, NODE_ENV } = this.#configuration;
    this.#sightings.watch(app, watch, path);
    const alerts = this.#alerts(app);
    const access = new DashboardAccess({ token, secure: NODE_ENV === 'production', path });
    await app.register(
      (pages, _options, done) => {
        namedAnonymous(pages, this.#configuration);
        rateLimit.watch(pages);
        dashboardRoutes(pages, access, this.#shown(alerts));
        done();
      },
      { prefix: path },
    );
  }

  #alerts(app: FastifyInstance): Alerts {
    const observe = (now: number) => ({ sightings: this.#sightings, anomalies: this.#judge(now) });
    const alerts = new Alerts(rules, sendsOf(rules, targets, this.#configuration), app.log, observe);
    app.addHook('onReady', (done) => {
      for (const { name, route } of alerts.lost((route) => this.#sightings.requests.names.has(route))) {
        app.log.warn({ alert: name, route }, 'an alert in sqlx.yaml is about a route that there is not');
      }
      alerts.start();
      done();
    });
    app.addHook('onClose', (_app, done) => {
      alerts.close();
      done();
    });
    return alerts;
  }

  #shown(alerts: Alerts): Parameters<typeof dashboardRoutes>[2] {
    const { DATABASE_URL, SQLX_ADVISOR } = this.#configuration;
    const statistics = () => statisticsOf(this.#sightings, Date.now());
    const advisor = new Advisor(SQLX_ADVISOR, DATABASE_URL, statistics);
    return {
      statistics,
      advice: () => advisor.look(),
      figures: () => {
        const now = Date.now();
        return figuresOf(this.#sightings, now, this.#judge(now), alerts);
      },
    };
  }

  #judge(now: number): readonly Anomaly[] {
    if (now - this.#judged < betweenJudgements) return this.#anomalies;
    this.#judged = now;
    const { all, routes, operations } = this.#sightings.requests;
    this.#anomalies = [all, ...routes, ...operations].flatMap((series) => anomaliesOf(series, now));
    return this.#anomalies;
  }
}

/** Who looks at it shows a token of its own: as far as limits go it is anybody. */
function namedAnonymous(pages: FastifyInstance, { ANONYMOUS_ROLE: role }: Configuration): void {
  const anonymous: Caller = { role, claims: {} };
  pages.addHook('onRequest', (request, _reply, done) => {
    request.caller = anonymous;
    done();
  });
}
