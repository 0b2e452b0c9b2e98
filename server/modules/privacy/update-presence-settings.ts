import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { parseInput } from '../../lib/input.ts';
import { presenceAudiences, type StoredPresenceSettings, userTopic } from '../../realtime/log-event.ts';
import { announcePrivacy } from '../users/announce-privacy.ts';
import { lockUser } from '../users/queries.ts';
import { readPresenceSettings } from './queries.ts';
import { privacySettings } from './table.ts';

const updatePresenceSettingsInput = z.object({
  visibility: z.enum(presenceAudiences).nullish(),
  showOnlineStatus: z.boolean().nullish(),
  showLastSeen: z.boolean().nullish(),
  invisible: z.boolean().nullish(),
  shareTyping: z.boolean().nullish(),
  shareReadReceipts: z.boolean().nullish(),
});

type UpdatePresenceSettingsInput = z.input<typeof updatePresenceSettingsInput>;

/** Sets what the actor lets others see. Setting what is there changes nothing and tells nobody. */
export async function updatePresenceSettings(
  ctx: Context,
  input: UpdatePresenceSettingsInput,
): Promise<StoredPresenceSettings> {
  const { tenantId, userId } = ctx.actor;
  const change = parseInput(updatePresenceSettingsInput, input);

  const isThere = mayHide(change) && (await isConnected(ctx));

  return withTransaction(ctx.db, async (tx) => {
    // He may have no settings yet: his user's row keeps two devices in order.
    await lockUser(tx, tenantId, userId);
    const [before] = await readPresenceSettings(tx, [{ tenantId, userId }]);
    if (before === undefined) throw new Error('A question for settings got no answer.');
    const settings: StoredPresenceSettings = {
      visibility: change.visibility ?? before.visibility,
      showOnlineStatus: change.showOnlineStatus ?? before.showOnlineStatus,
      showLastSeen: change.showLastSeen ?? before.showLastSeen,
      invisible: change.invisible ?? before.invisible,
      shareTyping: change.shareTyping ?? before.shareTyping,
      shareReadReceipts: change.shareReadReceipts ?? before.shareReadReceipts,
    };
    const hasTurned = settings.shareReadReceipts !== before.shareReadReceipts;
    if (isDeepStrictEqual(settings, before)) return before;

    const set = { ...settings, ...(hasTurned && { receiptsTx: sql`pg_current_xact_id()` }) };
    await tx
      .insert(privacySettings)
      .values({ tenantId, userId, ...set })
      .onConflictDoUpdate({ target: [privacySettings.tenantId, privacySettings.userId], set });
    await ctx.realtime.append(tx, tenantId, [
      {
        topic: userTopic(userId),
        type: 'PresenceSettingsChanged',
        actorId: userId,
        payload: { settings },
        carried: null,
      },
    ]);
    await ctx.shownPresence.follow(tx, { user: { tenantId, userId }, before, after: settings, isThere });
    await announcePrivacy(ctx, tx, [userId]);
    if (hasTurned) ctx.realtime.announceReceiptSharing(tenantId, userId, settings.shareReadReceipts);
    return settings;
  });
}

const mayHide = ({ invisible, showOnlineStatus }: UpdatePresenceSettingsInput): boolean =>
  invisible === true || showOnlineStatus === false;

/** Not in the transaction: it may have to wait for Redis. */
async function isConnected({ actor: { tenantId, userId }, realtime }: Context): Promise<boolean> {
  const [where] = await realtime.presence.read([{ tenantId, userId }]);
  return where?.activity != null;
}
