// Scalars as they come in. Whatever has digits to lose becomes text here; codecs read it from there (engine/input.ts of
// the REST API).
//
// What goes out is written by the database, so nothing is said of that.

import { GraphQLError, type GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

import { Digits } from '../../rest/http/json.js';
import { plain, Slot } from '../compile/variables.js';

type Read = (value: unknown) => unknown;

function wrong(name: string, value: unknown): never {
  throw new GraphQLError(
    `${name} cannot represent ${typeof value === 'string' ? JSON.stringify(value) : `a ${typeof value}`}`,
  );
}

/** The text of a number, or a text. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof Digits) return value.text;
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : undefined;
}

function matching(name: string, pattern: RegExp): Read {
  return (value) => {
    const text = textOf(value)?.trim();
    return text !== undefined && pattern.test(text) ? text : wrong(name, value);
  };
}

function string(name: string): Read {
  return (value) => (typeof value === 'string' ? value : wrong(name, value));
}

/** Numbers in a document keep their digits; JSON takes everything. */
const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['BigInt', matching('BigInt', /^[+-]?\d+$/)],
  ['Decimal', matching('Decimal', /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^(?:nan|[+-]?infinity)$/i)],
  ['Bytes', matching('Bytes', /^\\x(?:[0-9a-f]{2})*$/i)],
  ['UUID', matching('UUID', /^\{?[0-9a-f]{4}(?:-?[0-9a-f]{4}){7}\}?$/i)],
  ...['Date', 'DateTime', 'LocalDateTime', 'Time'].map((name): [string, Read] => [name, string(name)]),
]);

export function readScalar(scalar: GraphQLScalarType): void {
  if (scalar.name === 'JSON') scalar.parseLiteral = (node, variables) => settled(valueFromASTUntyped(node, variables));
  const read = readers.get(scalar.name);
  if (!read) return;
  scalar.parseValue = read;
  scalar.parseLiteral = (node: ValueNode) => read(literal(node));
}

function literal(node: ValueNode): unknown {
  return node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING
    ? node.value
    : valueFromASTUntyped(node);
}

/** A document with variables within it: as a part of it they are no parameters. */
export function settled(value: unknown): unknown {
  if (value instanceof Slot) return plain(value);
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]: [string, unknown]) => [name, settled(inner)]));
}
