import { countUnread } from '../notifications/queries.ts';
import type { Outgoing, SendOutcome } from './channel.ts';
import { release, settle } from './note-outcome.ts';
import { readStandings, type Standed } from './read-standings.ts';
import { renderDeliveries } from './render.ts';
import { giveUpAfterMs, retryDelayMs } from './schedule.ts';
import type { Group, Shift } from './shift.ts';
import { stillWanted } from './still-wanted.ts';

/** Asks again what of a group is still wanted, sends that in one attempt, and notes what became of it. */
export async function sendOne(shift: Shift, group: Group): Promise<void> {
  const { parts, tenantId, by } = shift;
  const wanted = await sift(shift, await readStandings(parts, tenantId, by, group.claimed));
  if (wanted.length === 0) return;
  const { userId, targetId } = group;
  const at = shift.now();
  const notifications = await renderDeliveries(parts.db, tenantId, wanted);
  const unreadCount = await countUnread(parts.db, tenantId, userId, at);
  const items = wanted.flatMap(({ claimed }, place) => {
    const notification = notifications[place];
    return notification === undefined ? [] : [{ deliveryId: claimed.id, notification }];
  });
  const outcome = await attempt(shift, { tenantId, userId, targetId, items, unreadCount });
  await note(shift, wanted, outcome, at);
}

/** Notes of what is not to be sent why, and returns the rest. */
async function sift(shift: Shift, standed: readonly Standed[]): Promise<Standed[]> {
  const { parts } = shift;
  const at = shift.now();
  const wanted: Standed[] = [];
  for (const each of standed) {
    const { claimed, standing } = each;
    const verdict = stillWanted(claimed, standing, at, parts.config.notificationPushWaitMs);
    const held = heldBy(shift, [each]);
    if (verdict.kind === 'SEND') wanted.push(each);
    else if (verdict.kind === 'SKIP') {
      await settle(parts.db, held, { status: 'SKIPPED', rule: verdict.rule, at, tried: null });
    } else {
      await release(parts.db, held, { dueAt: new Date(verdict.until), rule: verdict.rule, at, tried: null });
    }
  }
  return wanted;
}

const heldBy = ({ tenantId, leaseId }: Shift, standed: readonly Standed[]) => ({
  ...{ tenantId, leaseId, ids: standed.map(({ claimed }) => claimed.id) },
});

/** One attempt, which ends in time whatever the channel does. Null: it was cut off by the end of the node. */
async function attempt({ by, parts, attemptMs, stop }: Shift, outgoing: Outgoing): Promise<SendOutcome | null> {
  const late = Promise.withResolvers<SendOutcome>();
  const limit = AbortSignal.any([stop, AbortSignal.timeout(attemptMs)]);
  const onLimit = () => late.resolve({ kind: 'RETRY', code: null, error: 'TIMEOUT', retryAfterMs: null });
  limit.addEventListener('abort', onLimit, { once: true });
  try {
    const outcome = await Promise.race([by.send(outgoing, limit), late.promise]);
    return outcome.kind !== 'SENT' && stop.aborted ? null : outcome;
  } catch (error) {
    if (stop.aborted) return null;
    if (limit.aborted) return late.promise;
    parts.log.error({ err: error, channel: by.name }, 'A channel failed in a way that it does not know.');
    return { kind: 'RETRY', code: null, error: 'INTERNAL', retryAfterMs: null };
  } finally {
    limit.removeEventListener('abort', onLimit);
  }
}

async function note(shift: Shift, sent: readonly Standed[], outcome: SendOutcome | null, at: Date): Promise<void> {
  const { db } = shift.parts;
  const all = heldBy(shift, sent);
  if (outcome === null) return release(db, all, { dueAt: at, rule: null, at, tried: null });
  const { code } = outcome;
  const tried = { at: at.toISOString(), code, error: 'error' in outcome ? outcome.error.slice(0, 200) : null };
  const end = shift.now();
  switch (outcome.kind) {
    case 'SENT':
      return settle(db, all, { status: 'SENT', rule: null, at: end, tried });
    case 'TARGET_GONE':
      return settle(db, all, { status: 'SKIPPED', rule: 'NO_TARGET', at: end, tried });
    case 'REFUSED':
      return settle(db, all, { status: 'FAILED', rule: 'REFUSED', at: end, tried });
    case 'RETRY': {
      const isOver = ({ claimed: { firstAttemptAt } }: Standed) =>
        firstAttemptAt !== null && end.getTime() - Date.parse(firstAttemptAt) >= giveUpAfterMs;
      const givenUp = heldBy(shift, sent.filter(isOver));
      await settle(db, givenUp, { status: 'FAILED', rule: 'GAVE_UP', at: end, tried });
      // What was one sending stays one: if it has arrived and the answer was lost, it comes again under the same id.
      const attempts = Math.max(...sent.map(({ claimed }) => claimed.attemptCount)) + 1;
      const dueAt = new Date(end.getTime() + retryDelayMs(attempts, outcome.retryAfterMs, Math.random()));
      const waiting = heldBy(
        shift,
        sent.filter((each) => !isOver(each)),
      );
      return release(db, waiting, { dueAt, rule: null, at: end, tried });
    }
  }
}
