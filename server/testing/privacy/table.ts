import { readFileSync } from 'node:fs';

/** Who looks: what he is to the subject, or whose token he has. */
export const viewers = ['self', 'contact', 'stranger', 'blocked', 'other tenant', 'service', 'admin'] as const;
export type Viewer = (typeof viewers)[number];

/** A row of the table in docs/PRIVACY.md. `null`: it cannot be asked. */
export interface PrivacyRow {
  what: string;
  setting: string;
  shows: Record<Viewer, boolean | null>;
}

const page = new URL('../../../docs/PRIVACY.md', import.meta.url);
const cells: Record<string, boolean | null> = { yes: true, no: false, '–': null };

/** Reads the table; throws where a cell says anything else than it may. */
export function readPrivacyTable(): PrivacyRow[] {
  const lines = readFileSync(page, 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map(trim));
  const [head, ...body] = rows;
  if (head?.join() !== ['what', 'set by the subject', ...viewers].join())
    throw new Error(`The head is ${head?.join()}.`);
  return body.map(([what = '', setting = '', ...shows]) => {
    const of = viewers.map((viewer, at) => {
      const cell = cells[shows[at] ?? ''];
      if (cell === undefined) throw new Error(`${what}, ${setting}, ${viewer}: a cell says "${shows[at]}".`);
      return [viewer, cell] as const;
    });
    return { what, setting, shows: Object.fromEntries(of) as PrivacyRow['shows'] };
  });
}

const trim = (text: string): string => text.trim();
