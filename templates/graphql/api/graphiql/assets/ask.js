// One question, one answer.

export async function ask(address, operation, headers) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
  });
  return answer.json();
}
