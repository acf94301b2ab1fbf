// What a validator answers: the value, ready for the database, or everything that is wrong with it at once.

/** What kind of mistake a finding is; the message beside it says it in words. */
export type Code =
  | 'required' // there is no value, and the database has none of its own
  | 'unknown' // the model has no such field
  | 'generated' // the database makes this value itself
  | 'type' // a value of another type
  | 'range' // a number or a moment outside of what the column can hold
  | 'length' // too long, or too short
  | 'choice' // none of the labels
  | 'format' // a text that is not written as values of this type are
  | 'check'; // a CHECK constraint says no

export interface Finding {
  /** The field, and where in its value: `['tags', 2]`. Empty for the row as a whole. */
  readonly path: readonly (string | number)[];
  readonly code: Code;
  readonly message: string;
  /** The constraint that says no, if it is one. */
  readonly constraint?: string;
}

/** The value as it goes to the database, and the constraints that only the database can judge for it. */
export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
  readonly left: readonly string[];
}

export interface Refused {
  readonly ok: false;
  readonly findings: readonly Finding[];
}

export type Result<T> = Accepted<T> | Refused;

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
