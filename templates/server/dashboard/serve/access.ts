// Who may see the dashboard: whoever shows AI_DASHBOARD_TOKEN, as a bearer token or, for browsers, in a cookie that the
// login page sets. Where there is no token, as while one develops, whoever reaches the server.
//
// The cookie holds no token but what only who knows it can make; it is sent to the dashboard alone, never along with
// requests from other sites, and no script reads it.

import { createHmac, timingSafeEqual } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

const cookieName = 'ai_dashboard';
const cookieHours = 12;

export interface AccessSettings {
  readonly token: string;
  /** The cookie is for https only. */
  readonly secure: boolean;
  /** Where the dashboard is. */
  readonly path: string;
}

export class DashboardAccess {
  readonly #settings: AccessSettings;
  readonly #pass: string;

  constructor(settings: AccessSettings) {
    this.#settings = settings;
    this.#pass = passOf(settings.token);
  }

  allows({ headers: { authorization, cookie } }: FastifyRequest): boolean {
    if (this.#settings.token === '') return true;
    const bearer = /^bearer\s+(.*)$/i.exec(authorization ?? '')?.[1];
    if (bearer !== undefined) return this.isToken(bearer.trim());
    return isSame(cookieIn(cookie) ?? '', this.#pass);
  }

  /** Tokens that are compared are of one length, so that the time it takes tells nothing. */
  isToken(given: string): boolean {
    return isSame(passOf(given), this.#pass);
  }

  /** The header that lets a browser in. */
  cookie(): string {
    const { path, secure } = this.#settings;
    const parts = [
      `${cookieName}=${this.#pass}`,
      `Path=${path}`,
      `Max-Age=${String(cookieHours * 3600)}`,
      'HttpOnly',
      'SameSite=Strict',
    ];
    return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
  }
}

function passOf(token: string): string {
  return createHmac('sha256', token).update('dashboard').digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function cookieIn(header: string | undefined): string | undefined {
  const parts = header?.split(';').map((part) => part.trim()) ?? [];
  return parts.find((part) => part.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}
