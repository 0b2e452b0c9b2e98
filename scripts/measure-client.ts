import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** What an application ships, minified and compressed, without what is loaded only when it is needed. */
const bytesMax = 25 * 1_024;
/** The same of one that uses every feature there is. */
const allBytesMax = 36 * 1_024;
/** What the React layer adds to that, without React itself, and without the texts of the operations that its actions run. */
const reactBytesMax = 8 * 1_024;
/** What the parts of the user interface add to both, with their stylesheet, without React. The list of emoji is loaded later. */
const uiBytesMax = 60 * 1_024;

const clientDir = `${import.meta.dirname}/../client`;

type Output = Metafile['outputs'][string];

function bundle(contents: string, external: readonly string[] = []) {
  return build({
    stdin: { contents, resolveDir: clientDir },
    ...{ bundle: true, minify: true, splitting: true, format: 'esm', target: 'es2022', platform: 'browser' },
    ...{
      external: ['react', 'react-dom', ...external],
      outdir: 'out',
      write: false,
      metafile: true,
      legalComments: 'none',
    },
  });
}

function entryOf({ outputs }: Metafile): [string, Output] {
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>');
  if (entry === undefined) throw new Error('The bundle has no entry.');
  return entry;
}

const isParser = ([path, { bytesInOutput }]: [string, Output['inputs'][string]]) =>
  path.includes('node_modules/graphql/') && bytesInOutput > 0;

/** What a bundle weighs that begins with this text. */
async function measure(contents: string, external: readonly string[] = []): Promise<number> {
  const { outputFiles, metafile } = await bundle(contents, external);
  if (Object.values(metafile.outputs).some(({ inputs }) => Object.entries(inputs).some(isParser))) {
    throw new Error('The bundle holds parts of graphql: operations are texts, and need none of it.');
  }

  /** A file and those that it imports at once. */
  function filesFrom(path: string, known = new Set<string>()): Set<string> {
    if (known.has(path) || metafile.outputs[path] === undefined) return known;
    known.add(path);
    for (const each of metafile.outputs[path]?.imports ?? [])
      if (each.kind === 'import-statement') filesFrom(each.path, known);
    return known;
  }

  const bytesOf = (path: string): Uint8Array =>
    outputFiles.find((file) => file.path.endsWith(path))?.contents ?? new Uint8Array();
  const [entry] = entryOf(metafile);
  return [...filesFrom(entry)].reduce((sum, path) => sum + gzipSync(bytesOf(path), { level: 9 }).length, 0);
}

/** All that the SDK exports, without the operations: those that features use come with them. */
async function featureNames(): Promise<string[]> {
  const { metafile } = await bundle("export * from './index.ts';");
  return entryOf(metafile)[1].exports.filter((name) => !name.endsWith('Document'));
}

function tell(what: string, bytes: number, most: number): void {
  console.log(`${what}: ${(bytes / 1_024).toFixed(1)} KB of ${most / 1_024} KB (minified, gzip)`);
  if (bytes > most) process.exitCode = 1;
}

async function measureStyles(): Promise<number> {
  const { outputFiles } = await build({
    ...{ entryPoints: [`${clientDir}/ui/styles/ui.css`], bundle: true, minify: true, write: false },
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

const features = `export { ${(await featureNames()).join(', ')} } from './index.ts';`;
const hooks = "export * from './react/index.ts'; export * as suspense from './react/suspense.ts';";
const operations = ['*/generated/operations.ts'];
const layer = (await measure(features + hooks, operations)) - (await measure(features, operations));
tell('createClient', await measure("export { createClient } from './index.ts';"), bytesMax);
tell('every feature', await measure(features), allBytesMax);
tell('every hook, beyond that', layer, reactBytesMax);
const parts = "export * from './ui/index.ts';";
const uiBytes = (await measure(features + hooks + parts, operations)) - (await measure(features + hooks, operations));
tell('every part and the styles, beyond that', uiBytes + (await measureStyles()), uiBytesMax);
console.log(
  `all together, with their operations: ${((await measure(features + hooks + parts)) / 1_024).toFixed(1)} KB`,
);
