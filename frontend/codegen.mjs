// GraphQL Code Generator's client preset without its command line, which needs 250 more packages and a newer Node.
import fs from 'node:fs';
import path from 'node:path';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { gqlPluckFromCodeString } from '@graphql-tools/graphql-tag-pluck';
import { buildSchema, parse } from 'graphql';

const output = 'src/gql/';
const isCheck = process.argv.includes('--check');
const sdl = fs.readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8');

function sourceFiles() {
  return fs
    .readdirSync('src', { recursive: true })
    .map((file) => path.join('src', file))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(path.normalize(output)))
    .sort();
}

async function operations() {
  const found = [];
  for (const file of sourceFiles()) {
    const text = fs.readFileSync(file, 'utf8');
    if (!text.includes('graphql(')) continue;
    const sources = await gqlPluckFromCodeString(file, text, {
      globalGqlIdentifierName: ['graphql'],
      // The generated signatures are the literal texts, so nothing may be trimmed from them.
      skipIndent: true,
    });
    found.push(...sources.map(({ body }) => ({ location: file, document: parse(body), rawSDL: body })));
  }
  return found;
}

const files = await preset.buildGeneratesSection({
  baseOutputDir: output,
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: await operations(),
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    nonOptionalTypename: true,
    scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown' },
  },
  presetConfig: { fragmentMasking: false },
  plugins: [],
  pluginMap: {},
  pluginContext: {},
  documentTransforms: [],
});

const stale = [];
fs.mkdirSync(output, { recursive: true });
for (const file of files) {
  const content = await codegen(file);
  const present = fs.existsSync(file.filename) ? fs.readFileSync(file.filename, 'utf8') : null;
  if (present === content) continue;
  stale.push(file.filename);
  if (!isCheck) fs.writeFileSync(file.filename, content);
}
if (isCheck && stale.length > 0) {
  console.error(`${stale.join(', ')} no longer fits the schema: run "npm run codegen" and commit the result.`);
  process.exit(1);
}
