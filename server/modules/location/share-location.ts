import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StoredLocation } from '../../realtime/log-event.ts';
import { lockUser } from '../users/queries.ts';
import { changeSharing } from './change-sharing.ts';
import { coarsen, locationOf, type Position, type Report } from './position.ts';
import { readSharing, type Share, type Sharing, sharingReader } from './queries.ts';
import { sharersOf } from './sharers.ts';

const degrees = (max: number) =>
  z.number(`takes degrees, ${-max} to ${max}`).min(-max, `is ${-max} or more`).max(max, `is ${max} or less`);

const shareLocationInput = perKey(({ locationShareMsMax }: Limits) =>
  z.object({
    latitude: degrees(90),
    longitude: degrees(180),
    accuracyMeters: z.number().min(0, 'is 0 or more').nullish(),
    headingDegrees: z.number().min(0, 'is 0 or more').max(360, 'is 360 or less').nullish(),
    speedMetersPerSecond: z.number().min(0, 'is 0 or more').nullish(),
    expiresAt: z
      .string()
      .refine((at) => Date.parse(at) > Date.now(), 'is over already')
      .refine((at) => Date.parse(at) <= Date.now() + locationShareMsMax, {
        message: `is at most ${locationShareMsMax / 1_000} s from now`,
      })
      .nullish(),
  }),
);

type ShareLocationInput = z.input<ReturnType<typeof shareLocationInput>>;

interface Shared {
  /** What of it is published, at once or within the interval. */
  location: StoredLocation;
  sharing: Sharing;
}

/**
 * Begins to share where the actor is, or goes on: Postgres learns only that he shares and until when, and only where that
 * changes. The position is snapped before anything else, and kept in no other form.
 */
export async function shareLocation(ctx: Context, input: ShareLocationInput): Promise<Shared> {
  const { tenantId, userId } = ctx.actor;
  const { expiresAt, ...given } = parseInput(shareLocationInput(ctx.config.limits), input);
  const { accuracyMeters = null, headingDegrees = null, speedMetersPerSecond = null, ...point } = given;
  const report: Report = { ...point, accuracyMeters, headingDegrees, speedMetersPerSecond };

  const sharer = await sharersOf(ctx).open({ tenantId, userId });
  const before = await sharingReader(ctx.db)({ tenantId, userId });
  const isAsked = before.share !== null && (expiresAt == null || before.expiresAt === expiresAt);
  const { share, ...sharing } = isAsked ? before : await beginShare(ctx, expiresAt ?? null);
  if (share === null) throw new Error('A share that was begun is not there.');

  const now = Date.now();
  const exact: Position = { ...report, precision: 'EXACT', reportedAt: now, publishedAt: now };
  const position = coarsen(exact, sharing.precision);
  sharer.report({ ...sharing, share }, position);
  return { location: locationOf(position, share, false), sharing: { ...sharing, share } };
}

/** With an end of its own, or the one that it has, or an hour from now. */
async function beginShare(ctx: Context, wanted: string | null): Promise<Sharing> {
  const { tenantId, userId } = ctx.actor;
  return withTransaction(ctx.db, async (tx) => {
    await lockUser(tx, tenantId, userId);
    const before = await readSharing(tx, { tenantId, userId });
    const expiresAt =
      wanted ?? before.expiresAt ?? new Date(Date.now() + ctx.config.locationShareMsDefault).toISOString();
    if (before.share !== null && before.expiresAt === expiresAt) return before;
    const share: Share = { id: before.share?.id ?? randomUUID(), endsAt: Date.parse(expiresAt) };
    return changeSharing(ctx, tx, before, { ...before, expiresAt, share });
  });
}
