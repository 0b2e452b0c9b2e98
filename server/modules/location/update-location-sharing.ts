import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { parseInput, userIdInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { locationAudiences, locationPrecisions } from '../../realtime/log-event.ts';
import { assertUsersExist } from '../conversations/queries.ts';
import { lockUser } from '../users/queries.ts';
import { changeSharing } from './change-sharing.ts';
import { readSharing, type Sharing } from './queries.ts';
import { sharersOf } from './sharers.ts';

const updateLocationSharingInput = perKey(({ locationUsersMax }: Limits) =>
  z.object({
    audience: z.enum(locationAudiences).nullish(),
    userIds: z.array(userIdInput).max(locationUsersMax, `takes at most ${locationUsersMax} ids`).nullish(),
    precision: z.enum(locationPrecisions).nullish(),
  }),
);

type UpdateLocationSharingInput = z.input<ReturnType<typeof updateLocationSharingInput>>;

/** Sets to whom the actor's position goes, and how exactly. Setting what is there changes nothing and tells nobody. */
export async function updateLocationSharing(ctx: Context, input: UpdateLocationSharingInput): Promise<Sharing> {
  const { tenantId, userId } = ctx.actor;
  const { audience, userIds, precision } = parseInput(updateLocationSharingInput(ctx.config.limits), input);
  const at = userIds?.indexOf(userId) ?? -1;
  if (at !== -1) {
    throw new AppError('BAD_USER_INPUT', 'You see yourself anyway; select others.', { field: `userIds.${at}` });
  }

  const sharing = await withTransaction(ctx.db, async (tx) => {
    await lockUser(tx, tenantId, userId);
    await assertUsersExist(tx, tenantId, userIds ?? [], 'userIds');
    const before = await readSharing(tx, { tenantId, userId });
    return changeSharing(ctx, tx, before, {
      ...before,
      audience: audience ?? before.audience,
      // As the database orders them: by bytes.
      userIds: userIds == null ? before.userIds : inOrder(userIds),
      precision: precision ?? before.precision,
    });
  });
  // What is published may be finer than it is to be.
  if (sharing.share !== null) await (await sharersOf(ctx).open({ tenantId, userId })).follow();
  return sharing;
}

const inOrder = (ids: readonly string[]): string[] =>
  [...new Set(ids)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
