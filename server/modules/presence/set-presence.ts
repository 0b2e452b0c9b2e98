import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput } from '../../lib/input.ts';
import { presenceStatuses } from '../../realtime/log-event.ts';
import { endInput } from './inputs.ts';
import { changeOwnPresence, type OwnPresence } from './own-presence.ts';

const setPresenceInput = z
  .object({ status: z.enum(presenceStatuses), expiresAt: endInput.nullish() })
  .superRefine(({ status, expiresAt }, check) => {
    if (status === 'OFFLINE') {
      const message = 'may not be OFFLINE: to be offline for others, use `updatePresenceSettings(invisible: true)`';
      check.addIssue({ code: 'custom', path: ['status'], message });
    } else if (status === 'ONLINE' && expiresAt != null) {
      const message = 'goes with AWAY or BUSY: ONLINE means that the devices decide, and that has no end';
      check.addIssue({ code: 'custom', path: ['expiresAt'], message });
    }
  });

type SetPresenceInput = z.input<typeof setPresenceInput>;

/** Sets what the actor is shown as while he is there; with ONLINE his devices decide. Setting what is there tells nobody. */
export function setPresence(ctx: Context, input: SetPresenceInput): Promise<OwnPresence> {
  const { status, expiresAt } = parseInput(setPresenceInput, input);
  const manualStatus = status === 'AWAY' || status === 'BUSY' ? status : null;
  const manualUntil = expiresAt ?? null;
  return changeOwnPresence(ctx, (before) =>
    before.status === (manualStatus ?? 'ONLINE') && before.statusExpiresAt === manualUntil
      ? null
      : { manualStatus, manualUntil },
  );
}
