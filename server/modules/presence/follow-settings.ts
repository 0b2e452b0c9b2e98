import type { SettingsChange } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { putPresence, readRow } from './own-presence.ts';
import type { PresenceRow } from './queries.ts';

/**
 * What others see of a user who begins to hide is what they would see had he gone at that moment: he was last seen then,
 * if they saw him there. While he is invisible that stays, with the custom status that he had; then it is as it is.
 */
export async function followSettings(tx: Tx, { user, before, after, isThere }: SettingsChange): Promise<void> {
  const wasShown = before.showOnlineStatus && !before.invisible;
  const isShown = after.showOnlineStatus && !after.invisible;
  const hasGone = isThere && wasShown && !isShown;
  const turnsInvisible = after.invisible && !before.invisible;
  const turnsVisible = before.invisible && !after.invisible;
  if (!hasGone && !turnsInvisible && !turnsVisible) return;

  const row = await readRow(tx, user);
  const lastSeenAt = hasGone ? newest(row.lastSeenAt, wholeSeconds(Date.now())) : row.lastSeenAt;
  const set: Partial<PresenceRow> = { lastSeenAt };
  if (turnsInvisible) Object.assign(set, { shownCustomStatus: row.customStatus, shownLastSeenAt: lastSeenAt });
  if (turnsVisible) Object.assign(set, { shownCustomStatus: null, shownLastSeenAt: null });
  await putPresence(tx, user, set);
}

const newest = (a: string | null, b: string): string => (a !== null && a > b ? a : b);

const wholeSeconds = (time: number): string => new Date(Math.floor(time / 1_000) * 1_000).toISOString();
