// The documentation of an application without the application: docs/routes.ts and what it needs, stripped of their types, on a Fastify of its own. Says the port that it got.
//
//     node serve.mjs <folder of the application>

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const application = process.argv[2];
const require = createRequire(join(application, 'package.json'));
const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');

export async function docsApp() {
  const { default: Fastify } = await import(pathToFileURL(require.resolve('fastify')).href);
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
  for (const module of ['docs/routes', 'server/asset']) {
    const { outputText } = transpileModule(readFileSync(join(application, `${module}.ts`), 'utf8'), { compilerOptions });
    mkdirSync(join(application, 'dist', dirname(module)), { recursive: true });
    writeFileSync(join(application, 'dist', `${module}.js`), outputText);
  }
  const { docsRoutes } = await import(pathToFileURL(join(application, 'dist/docs/routes.js')).href);
  const app = Fastify();
  await app.register(docsRoutes);
  return app;
}

const app = await docsApp();
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.server.address().port);
