import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

// Builds the demo application into web/chat/dist: in about a second, and only where something has changed since. A production
// install has no bundler; there it is built with the image, or not at all.

const root = join(import.meta.dirname, '..');
const source = join(root, 'web', 'chat');
const target = join(source, 'dist');

const esbuild = await import('esbuild').catch(() => null);
if (esbuild !== null && !(await isFresh())) await build(esbuild);

/** Whether nothing is newer than what was built. */
async function isFresh(): Promise<boolean> {
  const built = join(target, 'index.html');
  if (!existsSync(built)) return false;
  const { mtimeMs } = await stat(built);
  const patterns = ['web/chat/**/*.{ts,tsx,css,html,svg}', 'client/**/*.{ts,tsx,css}', 'package-lock.json'];
  const exclude = (path: string) => /(^|\/)(node_modules|dist)$/.test(path);
  for await (const path of glob([...patterns, 'scripts/build-chat.ts'], { cwd: root, exclude })) {
    if ((await stat(join(root, path))).mtimeMs > mtimeMs) return false;
  }
  return true;
}

async function build({ build: bundle }: typeof import('esbuild')): Promise<void> {
  const startedAt = Date.now();
  // Beside the old one, which is replaced at once: a server that starts meanwhile finds one or the other.
  const fresh = `${target}-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const shared = {
    ...{ bundle: true, minify: true, format: 'esm' as const, target: 'es2022', outdir: fresh },
    ...{ jsx: 'automatic' as const, define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning' as const },
  };
  const application = await bundle({
    ...shared,
    entryPoints: [join(source, 'main.tsx'), join(source, 'style.css')],
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    metafile: true,
  });
  // A service worker is found by its name.
  await bundle({ ...shared, entryPoints: [join(source, 'service-worker.ts')], entryNames: '[name]' });
  const named = (name: string) =>
    basename(
      Object.entries(application.metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(name))?.[0] ?? '',
    );
  const html = (await readFile(join(source, 'index.html'), 'utf8'))
    .replace('{main}', named('main.tsx'))
    .replace('{style}', named('style.css'));
  await writeFile(join(fresh, 'icon.svg'), await readFile(join(source, 'icon.svg')));
  await writeFile(join(fresh, 'index.html'), html);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
  console.log(`The demo application was built in ${Date.now() - startedAt} ms.`);
}
