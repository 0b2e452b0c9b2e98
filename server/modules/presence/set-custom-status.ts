import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { parseInput, textInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { emojiInput } from '../messages/emoji.ts';
import { endInput } from './inputs.ts';
import { changeOwnPresence, type OwnPresence } from './own-presence.ts';

/** Families and flags are a character each, of many bytes. */
const bytesPerCharacter = 16;

const setCustomStatusInput = perKey(({ customStatusLengthMax: lengthMax }: Limits) =>
  z
    .object({
      text: textInput({ lengthMax, bytesMax: lengthMax * bytesPerCharacter }).nullish(),
      emoji: emojiInput.nullish(),
      expiresAt: endInput.nullish(),
    })
    .superRefine(({ text, emoji, expiresAt }, check) => {
      if (expiresAt == null || text != null || emoji != null) return;
      const message = 'goes with a text or an emoji; without all three the custom status is cleared';
      check.addIssue({ code: 'custom', path: ['expiresAt'], message });
    }),
);

type SetCustomStatusInput = z.input<ReturnType<typeof setCustomStatusInput>>;

/** Sets or clears what the actor says of himself. Setting what is there tells nobody. */
export function setCustomStatus(ctx: Context, input: SetCustomStatusInput): Promise<OwnPresence> {
  const { text, emoji, expiresAt } = parseInput(setCustomStatusInput(ctx.config.limits), input);
  const isCleared = text == null && emoji == null;
  const customStatus = isCleared ? null : { text: text ?? null, emoji: emoji ?? null, expiresAt: expiresAt ?? null };
  return changeOwnPresence(ctx, (before) =>
    isDeepStrictEqual(before.customStatus, customStatus) ? null : { customStatus },
  );
}
