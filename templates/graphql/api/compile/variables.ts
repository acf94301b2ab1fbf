// An operation's variables while it is compiled: scalars are slots, whose values a statement is told each time that it
// runs; all else is structure, and a part of what was compiled.
//
//     where: { age: { gte: $least } }     least is a slot, as any number makes the same SQL
//     where: $where                       its fields and operators are structure, the scalars in it are slots
//     limit: $limit                       a slot that is looked at, and so pinned: another limit is compiled anew
//
// The shape of variables is a text that says the structure; two requests with the same shape and the same pinned values
// share a plan.

import { getNullableType, type GraphQLInputType, isEnumType, isInputObjectType, isListType } from 'graphql';

import { Later } from '../../../orm/runtime/build.js';

export type Variables = Readonly<Record<string, unknown>>;

/** What of the variables was looked at, beside their shape. */
export type Pin = (variables: Variables) => unknown;

export class Slot extends Later {
  constructor(
    of: (told: unknown) => unknown,
    readonly value: unknown,
    readonly pins: Pin[],
  ) {
    super(of);
  }

  /** What `see` sees of the value now becomes a part of what is compiled. */
  pinned<R>(see: (value: unknown) => R): R {
    this.pins.push((variables) => see(this.of(variables)));
    return see(this.value);
  }
}

/** The value itself. */
export function plain(value: unknown): unknown {
  return value instanceof Slot ? value.pinned((known) => known) : value;
}

type Path = (told: unknown) => unknown;

/** The variable's value with slots for its scalars. */
export function slotted(type: GraphQLInputType, value: unknown, path: Path, pins: Pin[]): unknown {
  const inner = getNullableType(type);
  if (value === null || value === undefined || typeof value === 'boolean' || isEnumType(inner)) return value;
  if (isListType(inner)) {
    const items: GraphQLInputType = inner.ofType;
    return (value as unknown[]).map((item, index) =>
      slotted(items, item, (told) => (path(told) as unknown[])[index], pins),
    );
  }
  if (!isInputObjectType(inner)) return new Slot(path, value, pins);
  const fields = inner.getFields();
  const entries = Object.entries(value).map(([name, item]: [string, unknown]) => {
    const field = fields[name];
    return [
      name,
      field ? slotted(field.type, item, (told) => (path(told) as Record<string, unknown>)[name], pins) : item,
    ] as const;
  });
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries));
}

export type Shape = (value: unknown) => string;

/** How the shape of a type's values is told. */
export function shapeOf(type: GraphQLInputType): Shape {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const item = shapeOf(inner.ofType);
    return present((value) => `[${(value as unknown[]).map(item).join('')}]`);
  }
  if (isEnumType(inner)) return present((value) => JSON.stringify(value));
  if (!isInputObjectType(inner)) return present((value) => (typeof value === 'boolean' ? (value ? 'T' : 'F') : '.'));
  const fields = inner.getFields();
  const known = new Map<string, Shape>();
  const shape = (name: string): Shape => {
    let found = known.get(name);
    // Types of input may be parts of themselves, so a field's shape is made when it is met.
    if (!found) known.set(name, (found = fields[name] ? shapeOf(fields[name].type) : () => '?'));
    return found;
  };
  return present(
    (value) =>
      `{${Object.entries(value as object)
        .map(([name, item]) => `${name}:${shape(name)(item)}`)
        .join(',')}}`,
  );
}

function present(shape: Shape): Shape {
  return (value) => (value === undefined ? '-' : value === null ? '0' : shape(value));
}
