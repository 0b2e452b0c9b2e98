import { setTimeout as sleep } from 'node:timers/promises';
import { claimDeliveries } from './claim-deliveries.ts';
import { giveLaneBack, keepLane, nextDueAt, takeLane } from './lane.ts';
import type { LaneKey } from './queues.ts';
import { attemptMsMax, leaseMs, lingerMs, shiftMs } from './schedule.ts';
import { sendOne } from './send-one.ts';
import type { Group, SendParts, Shift } from './shift.ts';

/** Users and targets that one shift sends to at the same time. */
const sendingsMax = 16;

/**
 * Sends what is due on a tenant's channel, several targets at once and one thing at a time to each. It ends after some seconds,
 * so that other tenants have their turn, and whatever is left, or due later, is another job.
 */
export async function sendDue(parts: SendParts, lane: LaneKey, stop: AbortSignal): Promise<void> {
  const by = parts.channels.find(({ name }) => name === lane.channel);
  if (by === undefined) return;
  const now = parts.now ?? (() => new Date());
  const leaseId = await takeLane(parts, lane, now());
  if (leaseId === null) return;
  const shift: Shift = { ...lane, ...{ parts, by, leaseId, now, stop }, attemptMs: parts.attemptMs ?? attemptMsMax };
  try {
    await work(shift);
  } finally {
    await giveLaneBack(parts, lane, leaseId, now());
  }
}

interface Sending {
  userId: string;
  targetId: string;
  work: Promise<void>;
}

async function work(shift: Shift): Promise<void> {
  const { stop } = shift;
  const running = new Set<Sending>();
  const endsAt = performance.now() + shiftMs;
  const goesOn = () => !stop.aborted && performance.now() < endsAt && faults.length === 0;
  const faults: unknown[] = [];
  try {
    while (goesOn()) {
      // Half of them together: what is asked about each claim costs the same for one as for many.
      const free = running.size <= sendingsMax / 2 ? sendingsMax - running.size : 0;
      const groups = free === 0 ? [] : await claim(shift, [...running], free);
      for (const group of groups) {
        const sending: Sending = { ...group, work: Promise.resolve() };
        running.add(sending);
        sending.work = sendOne(shift, group)
          .catch((error: unknown) => void faults.push(error))
          .finally(() => running.delete(sending));
      }
      if (groups.length > 0) continue;
      if (running.size > 0) await Promise.race([...running].map((each) => each.work));
      else if (!(await lingers(shift))) return;
    }
  } finally {
    await Promise.all([...running].map((each) => each.work));
  }
  if (faults.length > 0) throw faults[0];
}

/** What was claimed, a group for each user and target. */
async function claim(shift: Shift, busy: readonly Sending[], limit: number): Promise<Group[]> {
  const { parts, by, tenantId, channel, leaseId, now } = shift;
  const at = now();
  if (!(await keepLane(parts, shift, leaseId, at))) return [];
  const claimed = await claimDeliveries(parts.db, by, {
    ...{ tenantId, channel, leaseId, limit, now: at },
    leaseUntil: new Date(at.getTime() + leaseMs),
    busy: busy.map(({ userId, targetId }) => ({ userId, targetId })),
  });
  const groups = Map.groupBy(claimed, ({ userId, targetId }) => JSON.stringify([userId, targetId]));
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ userId: first.userId, targetId: first.targetId, claimed: [first, ...rest] }],
  );
}

/** Waits for what is due soon; false: nothing is. */
async function lingers({ parts, tenantId, channel, now, stop }: Shift): Promise<boolean> {
  const dueAt = await nextDueAt(parts, { tenantId, channel });
  if (dueAt === null) return false;
  const waitMs = dueAt.getTime() - now().getTime();
  if (waitMs > (parts.lingerMs ?? lingerMs)) return false;
  await sleep(Math.max(waitMs, 1), undefined, { signal: stop, ref: false }).catch(() => {});
  return true;
}
