/**
 * Fails when the tables in code and the migrations in drizzle/ have drifted apart. The generator runs on a copy: a
 * check must not write into the folder that it checks.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const migrations = 'drizzle';
// Inside the project, since the generator takes the folder as relative to it.
const cache = join('node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const scratch = mkdtempSync(join(cache, 'migrations-'));

function drizzleKit(command: string): string {
  const bin = join('node_modules', 'drizzle-kit', 'bin.cjs');
  const { stdout, stderr } = spawnSync(process.execPath, [bin, command, '--config', 'drizzle.config.ts'], {
    encoding: 'utf8',
    env: { ...process.env, MIGRATIONS_OUT: `./${scratch}` },
    // No terminal: a question about a renamed column is drift as well, and must end the run instead of waiting.
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  return stdout + stderr;
}

const sqlFiles = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];

try {
  if (existsSync(migrations)) cpSync(migrations, scratch, { recursive: true });
  const before = new Set(sqlFiles(scratch));

  // The tool exits with 0 whatever happens, a crash included: only its own words say that all is well.
  const generated = drizzleKit('generate');
  const checked = drizzleKit('check');
  const isClean = generated.includes('nothing to migrate') && checked.includes("Everything's fine");

  if (!isClean) console.log(generated, checked);
  for (const name of sqlFiles(scratch).filter((file) => !before.has(file))) {
    console.log(`${name}\n${readFileSync(join(scratch, name), 'utf8')}`);
  }
  console.log(isClean ? 'migrations: no drift' : 'migrations: drift; run `npm run db:generate` and commit the result');
  process.exitCode = isClean ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
