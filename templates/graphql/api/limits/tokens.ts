// The first look at a document, before it is parsed: how many tokens it has, how many directives, how deep its brackets
// are nested.
//
// The parser calls itself for each bracket, so a document of nothing but brackets would be the end of its stack. This
// one only counts, and stops where a limit is reached.

import { Lexer, type Source, TokenKind } from 'graphql';

import { Refusal } from '../refusal.js';
import type { DocumentLimits } from '../settings.js';

/** Brackets in each other: fields, arguments, lists and objects together. */
const mostNested = 100;

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses what is too long; throws the lexer's error at what is no token. */
export function scan(source: Source, limits: DocumentLimits): void {
  const lexer = new Lexer(source);
  let [tokens, directives, nested] = [0, 0, 0];
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (++tokens > limits.tokens) throw tooMany('tokens', limits.tokens);
    if (kind === TokenKind.AT && ++directives > limits.directives) throw tooMany('directives', limits.directives);
    if (opening.has(kind) && ++nested > mostNested) throw tooDeep('brackets', mostNested);
    if (closing.has(kind)) nested--;
  }
}

export function tooMany(what: string, most: number): Refusal {
  return Refusal.of('LIMIT_EXCEEDED', `the document has more than ${String(most)} ${what}`, 'Ask for less at a time.');
}

export function tooDeep(what: string, most: number): Refusal {
  return Refusal.of(
    'LIMIT_EXCEEDED',
    `the document has ${what} nested deeper than ${String(most)}`,
    'Ask for less at a time.',
  );
}
