import { z } from 'zod';

/** Characters that are shown as text unless U+FE0F follows, or a skin tone. */
const shownAsText = /[\p{Emoji}--\p{Emoji_Presentation}](?!\p{Emoji_Modifier})/gv;

/** More UTF-16 units than any emoji has, flags of regions and couples of two skin tones included. */
const unitsMax = 64;

/**
 * One emoji: any sequence that Unicode recommends for general interchange (RGI), with its skin tones, genders and flags.
 * Each skin tone is an emoji of its own. Keyboards differ in where they put U+FE0F: it is put where RGI has it, so that
 * the same emoji is the same reaction.
 */
export const emojiInput = z.string().transform((text, check) => {
  const emoji = text.length > unitsMax ? '' : text.replaceAll('\uFE0F', '').replaceAll(shownAsText, '$&\uFE0F');
  if (/^\p{RGI_Emoji}$/v.test(emoji)) return emoji;
  check.addIssue({ code: 'custom', message: 'takes one emoji, such as 👍' });
  return z.NEVER;
});
