// What is known of an operation before it is asked, and the plans that were made for it.
//
// A document that is kept is found again by itself, so a request that has been asked before costs no parsing, no
// writing of SQL: its variables are coerced, their shape names the plan, and the plan's statement is told their values.

import {
  type DocumentNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  getNullableType,
  getVariableValues,
  isInputType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

import type { Fragments } from './fields.js';
import type { Plan } from './plan.js';
import { type Pin, type Shape, shapeOf, slotted, type Variables } from './variables.js';

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly shape: Shape;
  /** Undefined for lists, objects and choices. */
  readonly scalar: GraphQLScalarType | undefined;
}

/**
 * The plans of one role for variables of one shape, by what their compilations looked at: one look, and what comes next
 * for each thing seen. What is looked at next hangs on what was seen before, and on nothing else.
 */
interface Looks {
  readonly pin: Pin;
  readonly next: Map<string, Looks | Plan>;
}

/** All are forgotten when there are as many. */
const most = 1000;

export class Prepared {
  readonly fragments: Fragments;
  readonly #variables: readonly Variable[];
  readonly #plans = new Map<string, Looks | Plan>();
  #count = 0;

  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly operation: OperationDefinitionNode,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
      ),
    );
    this.#variables = (operation.variableDefinitions ?? []).flatMap(({ variable, type: node }) => {
      const type = typeFromAST(schema, node as never) as unknown;
      return isInputType(type)
        ? [{ name: variable.name.value, type, shape: shapeOf(type), scalar: scalarOf(type) }]
        : [];
    });
  }

  /** The values as their types have them; throws what is wrong with them. */
  coerced(told: Variables): Variables {
    if (this.#variables.length === 0) return told;
    const scalars = this.#scalars(told);
    if (scalars) return scalars;
    const { coerced, errors } = getVariableValues(this.schema, this.operation.variableDefinitions ?? [], told, {
      maxErrors: 10,
    });
    if (errors) throw new BadVariables(errors);
    return coerced;
  }

  /** Where all variables are scalars, and right, as most are: each is read by its type, and nothing else is to do. */
  #scalars(told: Variables): Variables | undefined {
    const coerced: Record<string, unknown> = {};
    for (const { name, scalar } of this.#variables) {
      const value = scalar && Object.hasOwn(told, name) ? told[name] : undefined;
      const read = value === undefined || value === null ? undefined : readBy(scalar, value);
      if (read === undefined) return undefined;
      coerced[name] = read;
    }
    return coerced;
  }

  /** The variables for a compilation, which adds what it looks at to `pins`. */
  slotted(variables: Variables, pins: Pin[]): Variables {
    const slots = this.#variables.flatMap(({ name, type }): [string, unknown][] => {
      if (variables[name] === undefined) return [];
      return [[name, slotted(type, variables[name], (told) => (told as Variables)[name], pins)]];
    });
    return Object.fromEntries(slots);
  }

  plan(role: string, variables: Variables, make: (pins: Pin[]) => Plan): Plan {
    const shape = this.#shapeOf(role, variables);
    let known = this.#plans.get(shape);
    while (known && isLooks(known)) known = known.next.get(seen(known.pin, variables));
    if (known) return known;
    const pins: Pin[] = [];
    const plan = make(pins);
    if (!plan.personal) this.#keep(shape, pins, variables, plan);
    return plan;
  }

  #keep(shape: string, pins: readonly Pin[], variables: Variables, plan: Plan): void {
    if (++this.#count > most) {
      this.#plans.clear();
      this.#count = 1;
    }
    let [map, name] = [this.#plans, shape];
    for (const pin of pins) {
      const found = map.get(name);
      const looks = found && isLooks(found) ? found : { pin, next: new Map<string, Looks | Plan>() };
      map.set(name, looks);
      [map, name] = [looks.next, seen(looks.pin, variables)];
    }
    map.set(name, plan);
  }

  #shapeOf(role: string, variables: Variables): string {
    let shape = role;
    for (const { name, shape: of } of this.#variables) shape += `\0${of(variables[name])}`;
    return shape;
  }
}

function scalarOf(type: GraphQLInputType): GraphQLScalarType | undefined {
  const nullable = getNullableType(type);
  return isScalarType(nullable) ? nullable : undefined;
}

/** Undefined where it is refused. */
function readBy(scalar: GraphQLScalarType | undefined, value: unknown): unknown {
  try {
    return scalar?.parseValue(value);
  } catch {
    return undefined;
  }
}

function isLooks(one: Looks | Plan): one is Looks {
  return 'next' in one;
}

/** What cannot be looked at is told when it is compiled. */
function seen(pin: Pin, variables: Variables): string {
  let value: unknown;
  try {
    value = pin(variables);
  } catch {
    return '!';
  }
  return JSON.stringify(value) ?? '';
}

export class BadVariables extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the variables are not of their types');
  }
}

export function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const found = name === undefined ? operations[0] : operations.find((one) => one.name?.value === name);
  if (!found)
    throw new GraphQLError(
      name === undefined ? 'The document has no operation.' : `Unknown operation named "${name}".`,
    );
  if (name === undefined && operations.length > 1)
    throw new GraphQLError('Must provide operation name if query contains multiple operations.');
  return found;
}
