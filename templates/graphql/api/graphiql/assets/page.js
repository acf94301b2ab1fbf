// The page of GraphiQL: how it asks this server. Headers that are set in its editor go with every request, also with those of its own for the
// schema; for subscriptions they are what the WebSocket's first message says.

import { ask } from './ask.js';
import { subscribe } from './subscribe.js';

const address = new URL(location.pathname, location.href);

const example = `# Questions to this application's GraphQL API. The schema stands behind the book at the left.
#
# Who asks is said in "Headers" below: {"authorization": "Bearer …"}

{
  __typename
}
`;

/** Is the operation that is meant a subscription? */
function isSubscription(document, operationName) {
  const operations = document?.definitions.filter(({ kind }) => kind === 'OperationDefinition') ?? [];
  const meant = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  return meant?.operation === 'subscription';
}

function fetcher(operation, { headers = {}, documentAST } = {}) {
  return isSubscription(documentAST, operation.operationName) ? subscribe(address, operation, headers) : ask(address, operation, headers);
}

const root = ReactDOM.createRoot(document.getElementById('graphiql'));
root.render(React.createElement(GraphiQL, { fetcher, defaultQuery: example, defaultEditorToolsVisibility: 'headers', shouldPersistHeaders: false }));
