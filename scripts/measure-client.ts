import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** What an application ships of `createClient`, minified and compressed, without what is loaded only when it is needed. */
const bytesMax = 25 * 1_024;

type Output = Metafile['outputs'][string];

const { outputFiles, metafile } = await build({
  stdin: { contents: "export { createClient } from './index.ts';", resolveDir: `${import.meta.dirname}/../client` },
  ...{ bundle: true, minify: true, splitting: true, format: 'esm', target: 'es2022', platform: 'browser' },
  ...{ outdir: 'out', write: false, metafile: true, legalComments: 'none' },
});

const outputs = new Map(Object.entries(metafile.outputs));
const [entry] = [...outputs].find(([, { entryPoint }]) => entryPoint === '<stdin>') ?? [];
if (entry === undefined) throw new Error('The bundle has no entry.');

/** A file and those that it imports at once. */
function filesFrom(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const each of outputs.get(path)?.imports ?? [])
    if (each.kind === 'import-statement') filesFrom(each.path, known);
  return known;
}

const bytesOf = (path: string): Uint8Array =>
  outputFiles.find((file) => file.path.endsWith(path))?.contents ?? new Uint8Array();

const isParser = ([path, { bytesInOutput }]: [string, Output['inputs'][string]]) =>
  path.includes('node_modules/graphql/') && bytesInOutput > 0;
if ([...outputs.values()].some(({ inputs }) => Object.entries(inputs).some(isParser))) {
  throw new Error('The bundle holds parts of graphql: operations are texts, and need none of it.');
}

const bytes = [...filesFrom(entry)].reduce((sum, path) => sum + gzipSync(bytesOf(path), { level: 9 }).length, 0);
console.log(`createClient: ${(bytes / 1_024).toFixed(1)} KB of ${bytesMax / 1_024} KB (minified, gzip)`);
if (bytes > bytesMax) process.exitCode = 1;
