import { readFileSync } from 'node:fs';

/** How long a process's first thread has been on a core so far, and how long it was ready to and others had them all. */
export interface Times {
  cpuMs: number;
  coreWaitMs: number;
}

/** Null: the process is on another machine, or the system does not tell. Linux does. */
export function readTimes(pid: number): Times | null {
  try {
    const [cpuNs, coreWaitNs] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
    if (cpuNs === undefined || coreWaitNs === undefined) return null;
    return { cpuMs: cpuNs / 1e6, coreWaitMs: coreWaitNs / 1e6 };
  } catch {
    return null;
  }
}
