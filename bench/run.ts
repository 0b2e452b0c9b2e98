/** Runs the benchmarks named, or all: `npm run bench -- [name...] [--smoke] [--record]`. See README.md. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { smoke: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } },
});
const folder = fileURLToPath(new URL('.', import.meta.url));
const all = [
  'history-pages',
  'channel-size',
  'search',
  'fan-out',
  'connections',
  'storm',
  'slow-reader',
  'presence',
  'broadcast',
  'sends',
  'end-to-end',
];
const known = all.filter((name) => existsSync(`${folder}/${name}.ts`));
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exit(2);
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { cwd: folder, stdio: 'inherit' }).status === 0;
}

if (!existsSync(`${folder}/node_modules/.package-lock.json`) && !run('npm', ['ci', '--no-audit', '--no-fund'])) {
  console.error("The peers' packages could not be installed: run `npm --prefix bench ci`.");
  process.exit(1);
}

const args = [...(flags.smoke ? ['--smoke'] : []), ...(flags.record ? ['--record'] : [])];
const failed = (positionals.length > 0 ? positionals : known).filter((name) => {
  console.error(`\n${name}`);
  return !run(process.execPath, [`${name}.ts`, ...args]);
});
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
