// JSON with line breaks, without reading it: numbers keep every digit that the server sent, and what is no JSON stays as it is.

const STEP = '  ';

function tokens(text) {
  return text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g) ?? [];
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function pretty(text) {
  if (!isJson(text)) return text;
  const out = [];
  let depth = 0;
  const lineBreak = () => { out.push(`\n${STEP.repeat(depth)}`); };
  const parts = tokens(text);
  parts.forEach((part, at) => {
    const opens = part === '{' || part === '[';
    const closes = part === '}' || part === ']';
    const isEmpty = closes && (parts[at - 1] === '{' || parts[at - 1] === '[');
    if (closes) {
      depth -= 1;
      if (!isEmpty) lineBreak();
    }
    out.push(part === ':' ? ': ' : part);
    if (opens) depth += 1;
    const emptyNext = opens && (parts[at + 1] === '}' || parts[at + 1] === ']');
    if ((opens && !emptyNext) || part === ',') lineBreak();
  });
  return out.join('');
}
