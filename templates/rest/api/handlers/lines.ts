// GET of a list as lines of JSON (application/x-ndjson): each row goes out as it comes, so a list of any length takes
// the same memory. How long it is, is not known when the answer begins; an error behind the first rows can only break
// it off.

import type { Row } from '../../../orm/runtime/selection.js';
import { readEach } from '../engine/json.js';
import type { Answer } from '../http/answer.js';
import { applied, readKinds } from '../http/prefer.js';
import type { Query } from '../query/tree.js';
import { readStatement } from '../sql/read.js';
import type { Asked } from './request.js';
import { totalOf } from './rows.js';
import type { Target } from './target.js';

/** Rows are gathered to texts of about this length: each is a write of its own. */
const longest = 32_768;

export async function readLines(asked: Asked, target: Target, query: Query): Promise<Answer> {
  const total = await totalOf(asked, target, query);
  const preferences = applied(asked.prefer, readKinds);
  const lines = new Lines(asked.scope.stream(readStatement(asked, target.resource, query, target.find, readEach)));
  await lines.begin();
  return {
    status: 200,
    type: asked.form.type,
    headers: {
      'content-range': `*/${total === undefined ? '*' : String(total)}`,
      ...(preferences !== undefined && { 'preference-applied': preferences }),
    },
    stream: lines,
  };
}

/** The rows' texts, gathered. Whoever ends early gives the connection back, even before the first text was taken. */
class Lines implements AsyncIterableIterator<string> {
  readonly #rows: AsyncGenerator<Row>;
  #next: IteratorResult<Row, unknown> | undefined;

  constructor(rows: AsyncGenerator<Row>) {
    this.#rows = rows;
  }

  /** What is wrong with the question is found with the first row. */
  async begin(): Promise<void> {
    this.#next = await this.#rows.next();
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    let text = '';
    let row = this.#next ?? (await this.#rows.next());
    while (row.done !== true) {
      text += lineOf(row.value);
      if (text.length >= longest) break;
      row = await this.#rows.next();
    }
    this.#next = row.done === true ? row : undefined;
    return text === '' ? { done: true, value: undefined } : { done: false, value: text };
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    await this.#rows.return(undefined);
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** JSON that is stored as text may have line breaks in it, which mean nothing there. */
function lineOf(row: Row): string {
  const text = row['body'] as string;
  return `${text.includes('\n') ? text.replace(/[\r\n]+/g, ' ') : text}\n`;
}
