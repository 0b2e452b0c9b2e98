import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

interface Owner {
  pid: number;
  /** When the process started: a later process may get the same number. */
  startedAt: string;
  /** Another host, or another container on the same volume, has process numbers of its own. */
  host: string;
}

const beatMs = 2_000;
/** The owner on another host can only be told to be alive by the file's time. */
const silenceMsMax = 10_000;

/**
 * Takes a folder for this process alone, and returns the call that gives it back. The embedded engine lets two
 * processes open one folder, and each would then lose what the other writes. Throws `StartError` where the folder is
 * taken. What a killed process left behind is taken over.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  const mine = `${file}.${process.pid}`;
  const own: Owner = { pid: process.pid, startedAt: readStart(process.pid) ?? '', host: hostname() };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mine, JSON.stringify(own));
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${folder} can't be written (${codeOf(error)}): make it writable, or set DATA_DIR to another folder.`,
      error,
    );
  }
  try {
    takeFile(folder, file, mine);
  } finally {
    rmSync(mine, { force: true });
  }

  const beat = setInterval(() => touch(file), beatMs).unref();
  const release = () => {
    clearInterval(beat);
    process.off('exit', release);
    if (readText(file) === JSON.stringify(own)) rmSync(file, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** Gives the prepared file its name, which only one process can; a file that a dead owner left is moved away first. */
function takeFile(folder: string, file: string, mine: string): void {
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    try {
      linkSync(mine, file);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new StartError(`DATA_DIR ${folder} can't be locked (${codeOf(error)}).`, error);
    }
    const found = readText(file);
    if (found === undefined) continue;
    const owner = parseOwner(found);
    if (owner !== undefined && isAlive(owner, file)) throw new StartError(describeOwner(folder, owner));
    removeStale(file, found);
  }
  throw new StartError(`DATA_DIR ${folder} is being locked by several processes at once: start one.`);
}

function describeOwner(folder: string, owner: Owner): string {
  const who = owner.host === hostname() ? `process ${owner.pid}` : `process ${owner.pid} on ${owner.host}`;
  return `DATA_DIR ${folder} is in use by ${who}: stop it, or set DATA_DIR to another folder, or DATABASE_URL to share one database.`;
}

/** Removes the file, unless another process has just put its own in the place. */
function removeStale(file: string, found: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) !== found) linkSync(aside, file);
  } catch {
    // Somebody else was faster; the next attempt shows who.
  }
  rmSync(aside, { force: true });
}

function isAlive(owner: Owner, file: string): boolean {
  if (owner.host !== hostname()) {
    const beatAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - beatAt < silenceMsMax;
  }
  if (owner.pid === process.pid) return owner.startedAt === readStart(process.pid);
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (codeOf(error) === 'ESRCH') return false;
  }
  return owner.startedAt === (readStart(owner.pid) ?? owner.startedAt);
}

/** When a process started, in whatever words the system has for it; undefined where it doesn't say. */
function readStart(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8', timeout: 2_000 }).trim();
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name, may hold anything; starttime is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder is gone or full; the engine will say so.
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
