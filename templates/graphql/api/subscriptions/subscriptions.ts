// Subscriptions: from a change of a row to the answer that tells of it.
//
// A change only says which row. The row itself is read for each subscriber anew, with the subscriber's rights and
// filters, so nobody hears of a row that it could not read. Who may see only some rows is not told of those that it
// does not see now, nor that one was deleted.

import { type DocumentNode, type FieldNode, getVariableValues, Kind, type SelectionSetNode } from 'graphql';

import type { Change } from '../../../orm/runtime/changes.js';
import { keyColumns } from '../../../orm/runtime/keys.js';
import type { Caller } from '../../runtime/caller.js';
import { Problem } from '../../runtime/problem.js';
import type { Service } from '../../runtime/service.js';
import type { Executor } from '../execution.js';
import { Refusal } from '../refusal.js';
import type { Ready } from '../serving.js';
import type { Changes } from './changes.js';
import { keyJson } from './key.js';
import { selectedFields, type Selecting, together } from './selected.js';
import { isSame, type Wanted, type Watched, wantedBy } from './watched.js';

export interface Hearing {
  readonly next: (text: string) => void;
  readonly failed: (error: unknown) => void;
  readonly slow: () => void;
}

/** Changes that may wait until the rows of others are read. */
const mostWaiting = 1000;

export class Subscriptions {
  readonly #service: Service;
  readonly #executor: Executor;
  readonly #changes: Changes;
  readonly #watched: readonly Watched[];
  /** The database itself checks rights, in ways that are not known here. */
  readonly #rightsElsewhere: boolean;

  constructor(
    service: Service,
    executor: Executor,
    changes: Changes,
    watched: readonly Watched[],
    rightsElsewhere: boolean,
  ) {
    this.#service = service;
    this.#executor = executor;
    this.#changes = changes;
    this.#watched = watched;
    this.#rightsElsewhere = rightsElsewhere;
  }

  of({ definition, operation }: Ready, hearing: Hearing): Subscription {
    const { schema } = this.#executor;
    const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], operation.variables);
    if (coerced.errors) throw Refusal.found('BAD_USER_INPUT', coerced.errors);
    const selecting = { fragments: fragmentsOf(operation.document), variables: coerced.coerced };
    const [field] = selectedFields([definition.selectionSet], selecting).values();
    if (!field?.[0]) throw Refusal.of('BAD_USER_INPUT', 'the subscription selects nothing');
    const wanted = wantedBy(schema, field[0], selecting.variables, this.#watched);
    for (const { table } of wanted.watched) this.#check(operation.caller, table);
    const telling = new Telling(this.#executor, operation, field, selecting, wanted);
    return new Subscription(this.#changes, wanted, hearing, (change) => this.#event(telling, change, operation.caller));
  }

  whenMissed(missed: () => void): void {
    this.#changes.whenMissed(missed);
  }

  #check(caller: Caller, table: Change['table']): void {
    const grant = this.#service.access.of(caller, table, 'select');
    const hidden = grant?.columns && keyColumns(table).some(({ name }) => !grant.columns?.has(name));
    if (!grant || hidden === true) throw new Problem(403, '42501', `permission denied for table ${table.name}`);
  }

  /** Nothing, if the subscriber may not know. Rights are asked for each time, since they may depend on the time. */
  async #event(telling: Telling, change: Change, caller: Caller): Promise<string | undefined> {
    const grant = this.#service.access.of(caller, change.table, 'select');
    const seesAll = grant?.where === undefined && !this.#rightsElsewhere;
    if (!grant || (change.operation === 'DELETE' && !seesAll)) return undefined;
    return telling.event(change, seesAll);
  }
}

function fragmentsOf({ definitions }: DocumentNode): Selecting['fragments'] {
  return new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  );
}

// ----------------------------------------------------------------------------------------------- the text of an answer

/** Selects nothing but that the row is there. */
const merely: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

/** A member of the answer: its name there, the field that it is, and of a row what is selected. */
interface Member {
  readonly name: string;
  readonly field: string;
  readonly selection: SelectionSetNode;
}

class Telling {
  readonly #executor: Executor;
  readonly #operation: Ready['operation'];
  readonly #name: string;
  readonly #wanted: Wanted;
  readonly #members: readonly Member[];
  readonly #payloadType: string;

  constructor(
    executor: Executor,
    operation: Ready['operation'],
    field: readonly FieldNode[],
    selecting: Selecting,
    wanted: Wanted,
  ) {
    const [first] = field as readonly [FieldNode];
    this.#executor = executor;
    this.#operation = operation;
    this.#name = first.alias?.value ?? first.name.value;
    this.#wanted = wanted;
    const selected = selectedFields(
      field.flatMap(({ selectionSet }) => selectionSet ?? []),
      selecting,
    );
    this.#members = [...selected].map(([name, nodes]) => ({
      name,
      field: nodes[0]?.name.value ?? '',
      selection: together(nodes),
    }));
    this.#payloadType = payloadType(executor, first);
  }

  /** To who sees all rows, also those are told that are gone again by now. */
  async event(change: Change, seesAll: boolean): Promise<string | undefined> {
    const rows = await this.#rows(change, seesAll);
    if (!rows) return undefined;
    const type = this.#wanted.watched.find(({ table }) => table === change.table)?.type ?? '';
    const values: Readonly<Record<string, string>> = {
      __typename: JSON.stringify(this.#payloadType),
      tableName: JSON.stringify(type),
      operation: JSON.stringify(change.operation),
      key: keyJson(change.key),
    };
    const members = this.#members.map(
      ({ name, field }) => `${JSON.stringify(name)}:${values[field] ?? rows.get(name) ?? 'null'}`,
    );
    return `{"data":{${JSON.stringify(this.#name)}:{${members.join(',')}}}}`;
  }

  /** The row as each member has it, none of one that is gone; nothing, if it can't be seen. */
  async #rows({ table, operation, key }: Change, seesAll: boolean): Promise<ReadonlyMap<string, string> | undefined> {
    const rows = new Map<string, string>();
    if (operation === 'DELETE') return rows;
    const asked = this.#members.filter(({ field }) => field === 'row');
    for (const { name, selection } of asked.length > 0 || seesAll ? asked : [{ name: '', selection: merely }]) {
      const row = await this.#executor.row(table.model, key, selection, this.#operation);
      if (row !== null) rows.set(name, row);
      else if (!seesAll) return undefined;
    }
    return rows;
  }
}

function payloadType({ schema }: Executor, field: FieldNode): string {
  const type = schema.getSubscriptionType()?.getFields()[field.name.value]?.type;
  return String(type ?? '').replace('!', '');
}

// --------------------------------------------------------------------------------------------------------- one of them

export class Subscription {
  readonly #changes: Changes;
  readonly #wanted: Wanted;
  readonly #hearing: Hearing;
  readonly #event: (change: Change) => Promise<string | undefined>;
  readonly #listener = (change: Change): void => this.#heard(change);
  #waiting: Change[] = [];
  #isTelling = false;
  #isOpen = true;

  constructor(
    changes: Changes,
    wanted: Wanted,
    hearing: Hearing,
    event: (change: Change) => Promise<string | undefined>,
  ) {
    this.#changes = changes;
    this.#wanted = wanted;
    this.#hearing = hearing;
    this.#event = event;
  }

  async begin(): Promise<void> {
    await this.#changes.watch(this.#tables(), this.#listener);
    if (!this.#isOpen) this.#changes.leave(this.#tables(), this.#listener);
  }

  stop(): void {
    this.#isOpen = false;
    this.#waiting = [];
    this.#changes.leave(this.#tables(), this.#listener);
  }

  #tables(): readonly Change['table'][] {
    return this.#wanted.watched.map(({ table }) => table);
  }

  #heard(change: Change): void {
    if (!this.#isOpen || !this.#isWanted(change)) return;
    if (this.#waiting.push(change) > mostWaiting) return this.#hearing.slow();
    if (!this.#isTelling) void this.#tell();
  }

  #isWanted({ operation, key }: Change): boolean {
    const { verb, key: parts } = this.#wanted;
    if (verb !== undefined && verb !== operation) return false;
    return [...parts].every(([field, said]) => isSame(key[field], said));
  }

  /** One after the other, so that they are told in their order. */
  async #tell(): Promise<void> {
    this.#isTelling = true;
    try {
      for (let change = this.#waiting.shift(); change; change = this.#waiting.shift()) {
        const text = await this.#event(change);
        if (text !== undefined && this.#isOpen) this.#hearing.next(text);
      }
    } catch (error) {
      this.#hearing.failed(error);
    } finally {
      this.#isTelling = false;
    }
  }
}
