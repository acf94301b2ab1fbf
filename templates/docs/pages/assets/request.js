// A request as the form of an operation fills it in: its address, headers and body, and the same as a command for a shell.

const KEEP = "!$'()*,:@"; // readable in a query, and without meaning there

function inQuery(text) {
  return encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => (KEEP.includes(decodeURIComponentOr(code)) ? decodeURIComponent(code) : code));
}

function decodeURIComponentOr(code) {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

/** `values` are [parameter, text]; empty ones are left out. */
export function requestOf(root, operation, values, body, caller) {
  const given = values.filter(([parameter, text]) => text !== '' || parameter.in === 'path');
  const path = given.filter(([parameter]) => parameter.in === 'path')
    .reduce((at, [parameter, text]) => at.replace(`{${parameter.name}}`, encodeURIComponent(text)), operation.path);
  const query = given.filter(([parameter]) => parameter.in === 'query').map(([parameter, text]) => `${inQuery(parameter.name)}=${inQuery(text)}`);
  const headers = Object.fromEntries(given.filter(([parameter]) => parameter.in === 'header').map(([parameter, text]) => [parameter.name, text]));
  if (caller.token) headers.Authorization = `Bearer ${caller.token}`;
  if (caller.key) headers['X-API-Key'] = caller.key;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return { method: operation.method.toUpperCase(), url: root + path + (query.length > 0 ? `?${query.join('&')}` : ''), headers, ...(body !== undefined && { body }) };
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** For a shell; secrets are left for who runs it. */
export function curlOf({ method, url, headers, body }) {
  const secrets = { Authorization: 'Bearer $TOKEN', 'X-API-Key': '$API_KEY' };
  const parts = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) parts.push(Object.hasOwn(secrets, name) ? `-H "${name}: ${secrets[name]}"` : `-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) parts.push(`--data ${quoted(body)}`);
  return parts.join(' \\\n  ');
}
