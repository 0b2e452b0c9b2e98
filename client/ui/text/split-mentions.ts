/** A piece of text, and whether it is a mention. */
export interface TextPiece {
  text: string;
  isMention: boolean;
}

/** Cuts a text at "@Name" of these names, the longest first, where no word goes on behind it. */
export function splitMentions(text: string, names: readonly string[]): TextPiece[] {
  const known = names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const pieces: TextPiece[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = known.find(
      (each) => text.startsWith(each, at + 1) && !/^[\p{L}\p{N}_]/u.test(text.slice(at + 1 + each.length)),
    );
    const isInWord = at > 0 && /[\p{L}\p{N}_]/u.test(text[at - 1] ?? '');
    if (name === undefined || isInWord) continue;
    if (at > from) pieces.push({ text: text.slice(from, at), isMention: false });
    pieces.push({ text: `@${name}`, isMention: true });
    from = at + 1 + name.length;
    at = from - 1;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMention: false });
  return pieces;
}
