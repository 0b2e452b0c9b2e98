/**
 * Writes the README's table of settings from the descriptions in the files that read them, so that they cannot part.
 * With `--check` it writes nothing and fails where they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const source = ['server/limits.ts', 'server/config.ts', 'server/mail-settings.ts']
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const readme = readFileSync('README.md', 'utf8');

/** `  /** … *​/` followed by `  name: type;` */
const described = /\/\*\*((?:(?!\*\/)[\s\S])+)\*\/\s+(\w+)\??: [^;(]+;/g;

function variableOf(property: string, text: string): string | undefined {
  const named = /^`([A-Z][A-Z0-9_]+)`/.exec(text)?.[1];
  return named ?? new RegExp(`\\b${property}: read\\w+\\(env, '([A-Z0-9_]+)'`).exec(source)?.[1];
}

const rows = new Map<string, string>();
for (const [, comment = '', property = ''] of source.matchAll(described)) {
  const text = comment
    .replace(/\n\s*\*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const variable = variableOf(property, text);
  if (variable === undefined) continue;
  const [words = '', standard = ''] = text.split('@default');
  const meaning = words
    .replace(/^`[A-Z0-9_]+`[^\w]*/, '')
    .replaceAll(' (null)', '')
    .replaceAll('null:', 'absent:')
    .replaceAll('Null:', 'Absent:')
    .trim();
  const value = standard
    .trim()
    .replaceAll("'", '`')
    .replace(/^([\w.]+)( \/\/|$)/, '`$1`$2');
  rows.set(variable, `| \`${variable}\` | ${meaning} | ${value} |`);
}

// NODE_ENV and the like are read under names of their own: every variable that the files read has a row, or this fails.
const read = new Set([...source.matchAll(/\(env, '([A-Z0-9_]+)'/g)].map(([, name]) => name ?? ''));
const missing = [...read].filter((name) => !rows.has(name));
if (missing.length > 0) throw new Error(`Describe where they are read: ${missing.join(', ')}`);

/** The process first, then the limits, as the two interfaces have them the other way round. */
const firstSetting = [...rows.keys()].indexOf('NODE_ENV');
const ordered = [...rows.values()];
const placed = [...ordered.slice(firstSetting), ...ordered.slice(0, firstSetting)];
const table = ['| variable | meaning | default |', '|---|---|---|', ...placed].join('\n');
const written = readme.replace(
  /(<!-- settings:begin -->\n)[\s\S]*(<!-- settings:end -->)/,
  (_all, begin: string, end: string) => `${begin}${table}\n${end}`,
);

if (!process.argv.includes('--check')) writeFileSync('README.md', written);
else if (written !== readme) throw new Error('The settings in README.md are out of date: npm run settings');
