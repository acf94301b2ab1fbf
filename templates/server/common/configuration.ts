// What the environment says about this server: read once, when it starts, and checked as a whole.
//
// Each variable is a row of `settings`: how it is read, what it is without being said, an example. Everything that is
// wrong is told at once, with the variable's name and an example, and never with its value, which may be a secret.
// `.env.example` explains them all.

import { apiKey } from './api-keys.js';
import {
  type Reader,
  choice,
  count,
  duration,
  flag,
  list,
  mailServer,
  port,
  publicKey,
  secret,
  text,
  webAddress,
} from './readers.js';

const settings = {
  NODE_ENV: choice(['development', 'production', 'test'], 'development'),
  HOST: text('127.0.0.1'),
  PORT: port(3000),
  LISTEN_FDS: count(0, 0, 1),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),

  DATABASE_URL: text(''),
  DATABASE_CONNECTIONS: count(10, 1, 1000),
  DATABASE_CONNECT_TIMEOUT: duration('5s'),
  DATABASE_STATEMENT_TIMEOUT: duration('30s'),
  DATABASE_CALLER_ROLES: flag(false),

  BODY_LIMIT: count(1_048_576, 1024, 1_073_741_824),
  MOST_ROWS: count(1000, 1, 1_000_000),
  MOST_DEPTH: count(6, 1, 20),
  REST_PLANS: choice(['development', 'always', 'never'], 'development'),
  RATE_LIMIT: count(0, 0, 1_000_000_000),
  RATE_WINDOW: duration('1m'),
  REQUEST_TIMEOUT: duration('60s'),
  SHUTDOWN_TIMEOUT: duration('20s'),
  TRUST_PROXY: list('127.0.0.1,10.0.0.0/8'),
  CORS_ORIGINS: list('https://app.example.com'),

  ANONYMOUS_ROLE: text('anon'),
  AUTHENTICATED_ROLE: text('authenticated'),
  JWT_SECRET: secret(32),
  JWT_PUBLIC_KEY: publicKey(),
  JWT_JWKS_URL: webAddress('https://login.example.com/.well-known/jwks.json'),
  JWT_AUDIENCE: list('my-app'),
  JWT_ISSUER: text('', 'https://login.example.com/'),
  JWT_ROLE_CLAIM: text('role', 'app_metadata.role'),
  JWT_LEEWAY: duration('0s'),
  API_KEYS: list('reporting:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', apiKey),

  GRAPHQL: flag(true),
  GRAPHQL_INTROSPECTION: choice(['development', 'always', 'never'], 'development'),
  GRAPHIQL: choice(['development', 'always', 'never'], 'development'),
  GRAPHQL_ONLY_PERSISTED: flag(false),
  GRAPHQL_BATCH: count(0, 0, 1000),
  GRAPHQL_TIMEOUT: duration('30s'),
  GRAPHQL_BYTES: count(100_000, 100, 10_000_000),
  GRAPHQL_TOKENS: count(5000, 10, 1_000_000),
  GRAPHQL_DIRECTIVES: count(50, 0, 10_000),
  GRAPHQL_DEPTH: count(15, 1, 100),
  GRAPHQL_FIELDS: count(1000, 1, 100_000),
  GRAPHQL_ROOT_FIELDS: count(20, 1, 1000),
  GRAPHQL_ALIASES: count(100, 0, 10_000),
  GRAPHQL_VARIABLES: count(100, 0, 10_000),
  GRAPHQL_COST: count(1_000_000, 1, 1_000_000_000_000),
  GRAPHQL_LIST_ROWS: count(100, 1, 1_000_000),
  GRAPHQL_SOCKETS: count(1000, 0, 1_000_000),
  GRAPHQL_SOCKETS_OF_ONE: count(100, 1, 1_000_000),
  GRAPHQL_SOCKET_OPERATIONS: count(50, 1, 10_000),
  GRAPHQL_SOCKET_MESSAGES: count(600, 1, 1_000_000),
  GRAPHQL_SOCKET_WAITING: count(1_048_576, 1024, 1_073_741_824),
  GRAPHQL_SOCKET_INIT: duration('5s'),
  GRAPHQL_SOCKET_KEEP_ALIVE: duration('20s'),

  DOCS: flag(true),
  METRICS: flag(true),
  METRICS_TOKEN: text(''),

  AI_DASHBOARD: flag(false),
  AI_DASHBOARD_TOKEN: secret(16),
  SQLX_DEV: flag(false),
  SQLX_ADVISOR: text('', '/usr/local/bin/sqlx'),
  ALERT_WEBHOOK_URL: webAddress('https://example.com/alerts'),
  ALERT_SLACK_URL: webAddress('https://hooks.slack.com/services/…'),
  ALERT_EMAIL_TO: list('ops@example.com,on-call@example.com'),
  ALERT_EMAIL_FROM: text('', 'my-app@example.com'),
  SMTP_URL: mailServer(),
} satisfies Readonly<Record<string, Reader<unknown>>>;

type Settings = typeof settings;

/** The value of each variable, by its name. */
export type Configuration = { readonly [Name in keyof Settings]: Settings[Name] extends Reader<infer T> ? T : never };

/** Is what is for those who develop there? */
export function isOn({ NODE_ENV }: Configuration, said: 'development' | 'always' | 'never'): boolean {
  return said === 'always' || (said === 'development' && NODE_ENV !== 'production');
}

/** Everything that is wrong with the environment. */
export class ConfigurationError extends Error {
  constructor(readonly findings: readonly string[]) {
    super(`the environment is wrong:\n${findings.map((finding) => `  ${finding}`).join('\n')}`);
  }
}

export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const findings: string[] = [];
  const values = Object.entries<Reader<unknown>>(settings).map(([name, reader]) => {
    const said = environment[name];
    const value = said === undefined || said === '' ? reader.otherwise : reader.read(said);
    if (value === undefined) findings.push(`${name} should be ${reader.expected}, such as ${name}=${reader.example}`);
    return [name, value] as const;
  });
  if (findings.length > 0) throw new ConfigurationError(findings);
  const configuration = Object.fromEntries(values) as Configuration;
  const conflict = conflictIn(configuration);
  if (conflict !== undefined) throw new ConfigurationError([conflict]);
  return configuration;
}

/** What is wrong with values that are right one by one. */
function conflictIn({
  NODE_ENV,
  JWT_PUBLIC_KEY,
  JWT_JWKS_URL,
  CORS_ORIGINS,
  AI_DASHBOARD,
  AI_DASHBOARD_TOKEN,
}: Configuration): string | undefined {
  if (JWT_PUBLIC_KEY !== '' && JWT_JWKS_URL !== '')
    return 'JWT_PUBLIC_KEY and JWT_JWKS_URL say where the same keys are: set one of them';
  if (CORS_ORIGINS.includes('*') && CORS_ORIGINS.length > 1)
    return 'CORS_ORIGINS holds * beside others: * alone is every origin';
  if (NODE_ENV === 'production' && AI_DASHBOARD && AI_DASHBOARD_TOKEN === '')
    return 'AI_DASHBOARD in production needs AI_DASHBOARD_TOKEN, such as AI_DASHBOARD_TOKEN=$(openssl rand -base64 24)';
  return undefined;
}
