// From what was asked to the text of the answer: the same for HTTP and WebSockets.

import { setTimeout as later } from 'node:timers';

import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';

import type { Caller } from '../runtime/caller.js';
import type { Onlooker } from '../runtime/onlooker.js';
import { checkCost, type KnownDocument } from './documents/document.js';
import { Library } from './documents/library.js';
import type { Executor, Operation } from './execution.js';
import type { Asked } from './http/request.js';
import { tooMany } from './limits/tokens.js';
import { Refusal } from './refusal.js';
import type { GraphqlSettings } from './settings.js';

/** An operation that may be run. */
export interface Ready {
  readonly document: KnownDocument;
  readonly definition: OperationDefinitionNode;
  readonly operation: Operation;
}

export class Serving {
  readonly #executor: Executor;
  readonly #settings: GraphqlSettings;
  readonly #library: Library;
  readonly #onlooker: Onlooker | undefined;

  constructor(executor: Executor, settings: GraphqlSettings, mostRows: number, onlooker?: Onlooker) {
    const { limits, introspection, onlyPersisted } = settings;
    this.#executor = executor;
    this.#settings = settings;
    const schema = (): GraphQLSchema => executor.schema;
    this.#library = new Library({ schema, limits, introspection, mostRows }, onlyPersisted);
    this.#onlooker = onlooker;
    onlooker?.keeps('GraphQL documents', () => this.#library.size);
  }

  /** Finds the operation, and refuses one that is not within the limits. */
  ready(asked: Asked, caller: Caller): Ready {
    const { limits } = this.#settings;
    if (isLongerThan(asked.variables, limits.variables)) throw tooMany('variables', limits.variables);
    const document = this.#library.document(asked);
    const definition = document.operation(asked.operationName);
    checkCost(document.costs.get(definition) ?? 0, asked.variables, limits.cost);
    const { operationName, variables } = asked;
    const operation = {
      document: document.node,
      source: document.source,
      variables,
      caller,
      ...(operationName !== undefined && { operationName }),
    };
    return { document, definition, operation };
  }

  /** The answer's text: {"data": …} or {"errors": […]}, or both. */
  answer({ operation, definition }: Ready): Promise<string> {
    if (!this.#onlooker) return this.#answer(operation);
    return this.#onlooker.operation(`${definition.operation} ${definition.name?.value ?? '(no name)'}`, () =>
      this.#answer(operation),
    );
  }

  #answer(operation: Operation): Promise<string> {
    const { timeout } = this.#settings;
    const answer = this.#executor.execute(operation);
    return timeout === 0 ? answer : inTime(answer, timeout);
  }
}

function isLongerThan(variables: object, most: number): boolean {
  let count = 0;
  for (const name in variables) if (Object.hasOwn(variables, name) && ++count > most) return true;
  return false;
}

/** What takes too long is answered with an error. Its statements end by DATABASE_STATEMENT_TIMEOUT. */
function inTime(answer: Promise<string>, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = later(() => {
      reject(
        Refusal.malformed(504, 'TIMEOUT', `the operation took longer than ${String(timeout)} ms`, {
          hint: 'Whether a mutation was done is not known.',
        }),
      );
    }, timeout);
    const ended = (): void => {
      clearTimeout(timer);
    };
    answer.then(
      (text) => {
        ended();
        resolve(text);
      },
      (error: Error) => {
        ended();
        reject(error);
      },
    );
  });
}
