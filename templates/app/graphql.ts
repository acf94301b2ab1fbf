// Fields of your own in the GraphQL API, beside the generated ones. sqlx writes this file once and never again.
//
//   // Of rows: asked once for all rows of an answer, with the columns that it needs.
//   fields: {
//     Customer: { initials: { needs: ['name'], resolve: (rows) => rows.map(({ name }) => String(name).slice(0, 1)) } },
//   },
//   // What gives rows of a table says which; what is selected of them is one statement.
//   queries: {
//     hello: (_given, { caller }) => `hello, ${caller.role}`,
//     newest: ({ count }) => ({ orderBy: { id: 'desc' }, limit: count }),
//   },

import { graphql } from '../api/graphql/own/own.js';

export default graphql({
  // extend type Customer { initials: String! }
  // extend type Query { hello: String!  newest(count: Int!): [Customer!]! }
  schema: '',
});
