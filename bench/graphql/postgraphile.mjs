// PostGraphile 5 with its preset, on the same database.

import { createServer } from 'node:http';
import process from 'node:process';

import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

// What PostGraphile takes for granted, and Node 20 lacks.
Promise.withResolvers ??= function withResolvers() {
  const made = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, poolConfig: { max: 10 } })],
  grafserv: { graphqlPath: '/graphql' },
};
const handler = postgraphile(preset).createServ(grafserv).createHandler();
const server = createServer((request, response) => {
  if (request.url !== '/usage') return handler(request, response);
  response.end(JSON.stringify(process.cpuUsage()));
});
server.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${server.address().port}"`));
