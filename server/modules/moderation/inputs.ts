import { z } from 'zod';
import { textInput, userIdInput } from '../../lib/input.ts';
import type { Limits } from '../../limits.ts';

export const untilInput = z.iso
  .datetime({ offset: true, error: 'takes a time in RFC 3339, such as 2026-01-31T09:30:00.000Z' })
  .transform((text) => new Date(text).toISOString());

/** Whom to act on, and where. */
export const memberInput = { conversationId: z.string(), userId: userIdInput };

/** What a moderator, or who reports to him, writes. */
export const remarkInput = ({ moderationTextLengthMax }: Limits) =>
  textInput({ lengthMax: moderationTextLengthMax })
    .nullish()
    .transform((text) => text ?? null);
