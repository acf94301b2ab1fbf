// Reads that meet a broken connection are asked once more, on another one. A write never is: nobody knows whether it
// has happened.

import { setTimeout as pause } from 'node:timers/promises';

import { ConnectionLost } from '../../orm/runtime/errors.js';

/** How long to wait before each further attempt, in milliseconds. */
const pauses = [20, 200];

export async function reading<R>(read: () => Promise<R>): Promise<R> {
  for (const wait of pauses) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      await pause(wait);
    }
  }
  return read();
}
