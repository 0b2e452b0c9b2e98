import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes the list of the client's emoji picker, `client/generated/emoji.ts`, after a new version of Unicode. */
type Known = Record<string, { name: string; group: string; emoji_version: string }>;

const read = <T>(url: string): T => JSON.parse(readFileSync(fileURLToPath(url), 'utf8'));
const known = read<Known>(import.meta.resolve('unicode-emoji-json/data-by-emoji.json'));
const keywords = read<Record<string, string[]>>(import.meta.resolve('emojilib/dist/emoji-en-US.json'));

/** What systems of the last years can draw. */
const versionMax = 15.1;

const groups = new Map<string, string[]>();
for (const [emoji, { name, group, emoji_version: version }] of Object.entries(known)) {
  if (Number(version) > versionMax) continue;
  const others = (keywords[emoji] ?? []).map((word) => word.replaceAll('_', ' ').toLowerCase());
  const words = [...new Set([name.toLowerCase(), ...others])].slice(0, 6).join(', ');
  groups.set(group, [...(groups.get(group) ?? []), `${emoji} ${words}`]);
}

const texts = [...groups.values()].map((lines) => `  ${JSON.stringify(lines.join('\n'))},`);
const head =
  '// Written by `node scripts/write-emoji.ts` out of unicode-emoji-json and emojilib (MIT). Not to be edited.\n';
const source = `${head}/** A group each: lines of an emoji, a space, and the words for it. */\nexport const emojiGroups = [\n${texts.join('\n')}\n];\n`;
writeFileSync(new URL('../client/generated/emoji.ts', import.meta.url), source);
