// Starts the server as the environment says, and stops it when it is told to.
//
// Who started it is told when it is up, if there is a channel to tell it over (`sqlx dev`, or a process manager that
// waits for that).
//
// SIGTERM and SIGINT let it finish: nothing new is accepted, what was begun is answered, the connections to the
// database are closed. After SHUTDOWN_TIMEOUT, or at the second signal, it ends wherever it is.

import { existsSync } from 'node:fs';
import process from 'node:process';

import type { FastifyInstance, FastifyListenOptions } from 'fastify';

import { rules } from './alerts.js';
import { buildApp } from './app.js';
import { type Configuration, ConfigurationError, readConfiguration } from './configuration.js';

async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configuration = readConfiguration(process.env);
  const app = await buildApp(configuration);
  stopOnSignals(app, configuration);
  await app.listen(addressOf(configuration));
  process.send?.('ready');
  if (configuration.NODE_ENV !== 'production')
    app.log.warn('NODE_ENV is not production: whoever reaches this server may write');
  if (rules.length > 0 && !configuration.AI_DASHBOARD)
    app.log.warn('nobody is told of the alerts in sqlx.yaml while AI_DASHBOARD is not true');
}

/**
 * Where the environment says, or at the socket that whoever started this process listens at already, as systemd does.
 */
function addressOf({ HOST, PORT, LISTEN_FDS }: Configuration): FastifyListenOptions {
  const inherited = { fd: 3, host: '0.0.0.0' };
  return LISTEN_FDS > 0 ? inherited : { host: HOST, port: PORT };
}

function stopOnSignals(app: FastifyInstance, { SHUTDOWN_TIMEOUT: most }: Configuration): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    const late = setTimeout(() => {
      app.log.error('stopped before every request was answered');
      process.exit(1);
    }, most);
    app.close().then(
      () => clearTimeout(late),
      (error: unknown) => {
        app.log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

/** Whatever of this the operator can mend is said without a stack. */
function explained(error: unknown): string | undefined {
  if (error instanceof ConfigurationError) return error.message;
  const { syscall, message } = error as NodeJS.ErrnoException;
  return syscall === 'listen' ? `HOST and PORT name no address to listen at: ${message}` : undefined;
}

try {
  await start();
} catch (error) {
  const message = explained(error);
  if (message === undefined) throw error;
  console.error(message);
  process.exit(1);
}
