// What the advisor answers, as far as the page shows it. It is another program, so what it says is looked at before it
// is believed.

export interface Finding {
  readonly kind: string;
  readonly title: string;
  readonly statement: string | null;
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  /** Figures, short texts, and plans as lists of lines. */
  readonly evidence: Readonly<Record<string, number | string | readonly string[]>>;
  /** The statement that would mend it. */
  readonly change: string | null;
  readonly advice: string;
}

/** What the database says of a statement. */
export interface Explained {
  readonly text: string;
  readonly plan: readonly string[];
  readonly tables: readonly string[];
  readonly indexes: readonly string[];
}

export interface Advice {
  readonly findings: readonly Finding[];
  readonly statements: readonly Explained[];
  readonly notJudged: readonly { readonly statement: string; readonly why: string }[];
}

/** Nothing, if it is no answer. */
export function adviceIn(text: string): Advice | undefined {
  const answer = parsed(text);
  if (answer?.['format'] !== 1) return undefined;
  return {
    findings: objects(answer['findings']).map(findingOf),
    statements: objects(answer['statements']).map(explainedOf),
    notJudged: objects(answer['not_judged']).map((one) => ({
      statement: textOf(one['statement']),
      why: textOf(one['why']),
    })),
  };
}

/** What it says is wrong, where it answers that it could not judge. */
export function complaintIn(text: string): string | undefined {
  const messages = objects(parsed(text)?.['diagnostics']).map((one) => textOf(one['message']));
  return messages.length === 0 ? undefined : messages.join('; ');
}

type Members = Readonly<Record<string, unknown>>;

function parsed(text: string): Members | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function findingOf(one: Members): Finding {
  return {
    kind: textOf(one['kind']),
    title: textOf(one['title']),
    statement: textOrNull(one['statement']),
    tables: texts(one['tables']),
    columns: texts(one['columns']),
    evidence: evidenceOf(objectOf(one['evidence']) ?? {}),
    change: textOrNull(one['change']),
    advice: textOf(one['advice']),
  };
}

function evidenceOf(members: Members): Finding['evidence'] {
  const evidence: Record<string, number | string | readonly string[]> = {};
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === 'number' || typeof value === 'string') evidence[name] = value;
    else if (Array.isArray(value)) evidence[name] = texts(value);
  }
  return evidence;
}

function explainedOf(one: Members): Explained {
  return {
    text: textOf(one['text']),
    plan: texts(one['plan']),
    tables: texts(one['tables']),
    indexes: texts(one['indexes']),
  };
}

function objectOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}

function objects(value: unknown): Members[] {
  return Array.isArray(value) ? value.map(objectOf).filter((one) => one !== undefined) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
