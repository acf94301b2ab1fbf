// Connections for single statements. A statement may be sent on one that answers others, right behind them: the server
// takes it up without a pause (pipelining). That makes a busy server a third cheaper, since few connections with much
// to do have less to wake up for than many with little.
//
// Behind a statement that takes long nobody should stand. While some connections are free, a statement has one for
// itself, unless it and all before it have been seen to take next to no time, and are all reads or all writes: writes
// wait for locks. Those of a transaction may be held until what stands behind them is done, so while there is one no
// write stands behind another. When all connections are busy a statement may stand behind all that was quick. Nothing
// is sent behind what was not yet, or is not this time. And while somebody waits for a connection of its own, as
// transactions do, nothing more is sent on any that is out, so that one comes back.

import { DatabaseError as ServerError, type Pool, type PoolClient } from 'pg';

import type { Statement } from '../runtime/build.js';
import type { Outcome } from '../runtime/driver.js';

export type Ask = (client: PoolClient, statement: Statement) => Promise<Outcome>;

/** So many statements share a connection at most. */
const most = 8;
/** A statement that is answered within so many milliseconds is quick. */
const patience = 100;
/** To stand behind what takes so many milliseconds together is no worse than to wake another connection. */
const shortWait = 2;
/** So many texts are remembered as quick. */
const mostQuick = 2000;

interface Waiting {
  readonly statement: Statement;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Functions may write, too, but what they are called by takes its time then. */
function isRead(text: string): boolean {
  return text.startsWith('select');
}

/** Takes the item out of the list; false if it is not in it. */
function takeOut<T>(list: T[], item: T): boolean {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

class Lane {
  /** The statements that are being answered, and those of them that may take long. */
  asked = 0;
  unsure = 0;
  /** Those that write, and how many milliseconds all of them may take together. */
  writes = 0;
  expected = 0;
  broken = false;
  /** When the statement that is being answered began to be. */
  since = 0;

  constructor(readonly client: PoolClient) {}

  get isOpen(): boolean {
    return !this.broken && this.unsure === 0 && this.asked < most && performance.now() - this.since < patience;
  }
}

export class Lanes {
  // Arrays, though things leave their middles: a set that is filled and emptied over and over makes new tables of
  // itself, and each old one holds the next in memory with all that it ever had, long after.
  readonly #lanes: Lane[] = [];
  /** The first is the next. */
  readonly #waiting: Waiting[] = [];
  /** How many milliseconds statements take whose last answer was quick, by their texts. */
  readonly #quick = new Map<string, number>();
  #reserving = 0;

  constructor(
    readonly pool: Pool,
    readonly ask: Ask,
  ) {}

  get waiting(): number {
    return this.#waiting.length + this.#reserving;
  }

  run(statement: Statement): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const one = { statement, resolve, reject };
      const lane = this.#swift(statement.text) ?? this.#shared();
      if (lane) this.#send(lane, one);
      else this.#wait(one);
    });
  }

  /** A connection for whoever asks, who gives it back. */
  async reserve(): Promise<PoolClient> {
    ++this.#reserving;
    try {
      return await this.pool.connect();
    } finally {
      --this.#reserving;
    }
  }

  /** One where the wait is short. */
  #swift(text: string): Lane | undefined {
    const own = this.#quick.get(text);
    const writes = !isRead(text);
    if (own === undefined || own > shortWait || this.waiting > 0 || (writes && this.#isReserved)) return undefined;
    for (const lane of this.#lanes) {
      if (lane.writes === (writes ? lane.asked : 0) && lane.expected <= shortWait && lane.isOpen) return lane;
    }
    return undefined;
  }

  /** Whether somebody has a connection of its own. */
  get #isReserved(): boolean {
    const { totalCount, idleCount } = this.pool;
    return totalCount - idleCount > this.#lanes.length;
  }

  /** The one that answers the fewest, where all are busy. */
  #shared(): Lane | undefined {
    const { idleCount, totalCount, options } = this.pool;
    if (idleCount > 0 || totalCount < options.max || this.waiting > 0) return undefined;
    let best: Lane | undefined;
    for (const lane of this.#lanes) {
      if (lane.asked < (best?.asked ?? most) && lane.isOpen) best = lane;
    }
    return best;
  }

  /** For a connection that is free, or for one whose answer makes room, whichever is first. */
  #wait(one: Waiting): void {
    this.#waiting.push(one);
    this.pool.connect().then(
      (client) => this.#open(client),
      (error: unknown) => {
        if (takeOut(this.#waiting, one)) one.reject(error);
      },
    );
  }

  #open(client: PoolClient): void {
    const lane = new Lane(client);
    this.#lanes.push(lane);
    this.#next(lane);
    if (lane.asked === 0) this.#close(lane);
  }

  #send(lane: Lane, { statement, resolve, reject }: Waiting): void {
    const { text } = statement;
    const time = this.#quick.get(text);
    const writes = isRead(text) ? 0 : 1;
    if (++lane.asked === 1) lane.since = performance.now();
    lane.unsure += time === undefined ? 1 : 0;
    lane.writes += writes;
    lane.expected += time ?? 0;
    const answered = (): void => {
      lane.unsure -= time === undefined ? 1 : 0;
      lane.writes -= writes;
      lane.expected -= time ?? 0;
      this.#answered(lane, text);
    };
    this.ask(lane.client, statement).then(
      (outcome) => {
        resolve(outcome);
        answered();
      },
      (error: unknown) => {
        // One whose statement failed is as good as before, unless the server has ended it.
        lane.broken ||= !(error instanceof ServerError && error.severity === 'ERROR');
        reject(error);
        answered();
      },
    );
  }

  #answered(lane: Lane, text: string): void {
    const now = performance.now();
    this.#took(text, now - lane.since);
    lane.since = now;
    --lane.asked;
    if (this.#reserving === 0 && !lane.broken) this.#next(lane);
    if (lane.asked === 0) this.#close(lane);
  }

  /**
   * A time may be longer than the statement took, by what this program was busy with, and hardly shorter: so short ones
   * count for more.
   */
  #took(text: string, time: number): void {
    const before = this.#quick.get(text);
    if (time >= patience) this.#quick.delete(text);
    else if (before !== undefined) this.#quick.set(text, before + (time - before) / (time < before ? 2 : 16));
    else if (this.#quick.size < mostQuick) this.#quick.set(text, time);
  }

  #next(lane: Lane): void {
    const one = this.#waiting.shift();
    if (one) this.#send(lane, one);
  }

  #close(lane: Lane): void {
    takeOut(this.#lanes, lane);
    lane.client.release(lane.broken);
  }
}
