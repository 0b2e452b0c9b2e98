import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

// The SDK as it is installed: packed, put into folders of their own, with nothing of this repository but what the package
// itself names. It has to type-check there, be bundled, and run in Node as an ES module and from CommonJS.

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};
/** A package in the version that the tests run with. */
const asTested = (name: string) => `${name}@${devDependencies[name]}`;
const work = await mkdtemp(join(tmpdir(), 'tidings-package-'));

async function step(name: string, check: () => Promise<unknown>): Promise<void> {
  const startedAt = Date.now();
  await check();
  console.log(`ok    ${name} (${Date.now() - startedAt} ms)`);
}

async function inFolder(cwd: string, command: string, ...args: string[]): Promise<string> {
  try {
    return (await run(command, args, { cwd, env: { ...process.env, NO_COLOR: '1' } })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[command, ...args].join(' ')} failed:\n${stdout ?? ''}\n${stderr ?? String(error)}`);
  }
}

const write = (folder: string, files: Record<string, string>) =>
  Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));

/** What an application writes at first. */
const application = `
import { createClient, type MessageView, type TidingsClient, totalUnread } from '@tidings/client';
import { AddReactionDocument, type StreamItemFieldsFragment } from '@tidings/client/operations';

export const client: TidingsClient = createClient({ url: 'http://127.0.0.1:1/graphql', getToken: () => null });
export const react = (messageId: string) => client.execute(AddReactionDocument, { input: { messageId, emoji: '👍' } });
export const textOf = ({ message, entry }: MessageView): string | null | undefined => message?.text ?? entry?.input.text;
export const isSent = (item: StreamItemFieldsFragment) => item.__typename === 'MessageSent';
export const unread = () => {
  const state = client.state.getSnapshot();
  return state === null ? 0 : totalUnread(state, new Date().toISOString());
};
// @ts-expect-error A retry key and a text are no numbers.
client.send({ conversationId: 1, text: 2 });
`;

/** A page, rendered where there is none yet. */
const page = `
import { createClient } from '@tidings/client';
import { TidingsProvider, useMessages } from '@tidings/client/react';
import * as suspense from '@tidings/client/react/suspense';
import { createElement, Suspense } from 'react';
import { renderToString } from 'react-dom/server';

const client = createClient({ url: 'http://127.0.0.1:1/graphql', getToken: () => null });
const Count = () => useMessages('conv').status;
const Texts = () => suspense.useMessages('conv').data.length;
const waiting = createElement(Suspense, { fallback: 'waiting' }, createElement(Texts));
console.log(renderToString(createElement(TidingsProvider, { client }, createElement(Count), waiting)));
`;

/** The client closes, since nobody is signed in: that it says so shows that it runs. */
const use = `
  const client = createClient({ url: 'http://127.0.0.1:1/graphql', getToken: () => null });
  client.connection.subscribe(() => {
    const { status, failure } = client.connection.getSnapshot();
    if (status === 'closed') console.log(failure.code, typeof AddReactionDocument.__meta__.hash);
  });
  client.connect();
`;

const compilerOptions = {
  ...{ target: 'es2024', strict: true, noEmit: true, types: [], skipLibCheck: false },
  lib: ['es2024', 'dom', 'dom.iterable', 'esnext.disposable'],
};

try {
  const packed = join(work, 'packed');
  await mkdir(packed);
  const [tarball] = JSON.parse(
    await inFolder(join(root, 'client'), 'npm', 'pack', '--json', '--pack-destination', packed),
  ) as { filename: string; files: { path: string }[] }[];
  if (tarball === undefined) throw new Error('npm packed nothing.');
  const strange = tarball.files.filter(({ path }) =>
    /\.test\.|^(?!dist\/|generated\/|package\.json|README|LICENSE)/.test(path),
  );
  if (strange.length > 0) throw new Error(`The package holds what it should not: ${strange.map(({ path }) => path)}`);

  const packages = [join(packed, tarball.filename), asTested('react'), asTested('react-dom')];
  const home = join(work, 'application');
  await mkdir(home);
  await write(home, {
    'package.json': JSON.stringify({ name: 'application', private: true, type: 'module' }),
    'application.ts': application,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, module: 'esnext', moduleResolution: 'bundler' },
      include: ['application.ts'],
    }),
    'tsconfig.node.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, module: 'nodenext' },
      include: ['application.ts'],
    }),
    'index.html': '<!doctype html><title>Application</title><script type="module" src="/application.ts"></script>',
    'page.mjs': page,
    'run.mjs': `import { createClient } from '@tidings/client';
import { AddReactionDocument } from '@tidings/client/operations';${use}`,
    'run.cjs': `Promise.all([import('@tidings/client'), import('@tidings/client/operations')]).then(
([{ createClient }, { AddReactionDocument }]) => {${use}});`,
  });
  await step('installs', () =>
    inFolder(home, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages),
  );
  await step('type-checks for bundlers', () => inFolder(home, bin('tsc'), '-p', '.'));
  await step('type-checks for Node', () => inFolder(home, bin('tsc'), '-p', 'tsconfig.node.json'));
  for (const [name, file] of [
    ['runs as an ES module', 'run.mjs'],
    ['runs from CommonJS', 'run.cjs'],
  ] as const) {
    await step(name, async () => {
      const said = await inFolder(home, process.execPath, file);
      if (said.trim() !== 'UNAUTHENTICATED string') throw new Error(`It said: ${said}`);
    });
  }
  await step('renders components on a server', async () => {
    const said = await inFolder(home, process.execPath, 'page.mjs');
    if (!said.includes('loading') || !said.includes('waiting')) throw new Error(`It said: ${said}`);
  });
  await step('is built by Vite', async () => {
    await inFolder(home, bin('vite'), 'build', '--logLevel', 'error');
    const html = await readFile(join(home, 'dist', 'index.html'), 'utf8');
    if (!/assets\/.+\.js/.test(html)) throw new Error(`The page has no script: ${html}`);
  });
} finally {
  await rm(work, { recursive: true, force: true });
}
