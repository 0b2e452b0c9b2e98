import { Parser } from 'htmlparser2';
import type { StoredLinkPreview } from '../../realtime/log-event.ts';

const lengthsMax = { title: 200, description: 400, siteName: 100 };

/** Names under which pages say it, the best first. `title` is the element, the others are `meta`. */
const names = {
  title: ['og:title', 'twitter:title', 'title'],
  description: ['og:description', 'twitter:description', 'description'],
  siteName: ['og:site_name', 'application-name'],
};

/** What a page says of itself, as plain text; null where it has no title. */
export function readPreview(url: string, html: string): StoredLinkPreview | null {
  const said = new Map<string, string>();
  let inTitle = false;
  const parser = new Parser({
    onopentag(tag, { name, property, content }) {
      if (tag === 'title' && !said.has('title')) inTitle = true;
      const key = (property ?? name)?.toLowerCase();
      if (tag === 'meta' && key !== undefined && content !== undefined && !said.has(key)) said.set(key, content);
      if (tag === 'body') parser.reset();
    },
    ontext(text) {
      if (inTitle) said.set('title', (said.get('title') ?? '') + text);
    },
    onclosetag(tag) {
      if (tag === 'title') inTitle = false;
    },
  });
  parser.end(html);

  const pick = (of: keyof typeof names): string | null => {
    for (const name of names[of]) {
      const text = toPlainText(said.get(name) ?? '', lengthsMax[of]);
      if (text !== '') return text;
    }
    return null;
  };
  const title = pick('title');
  return title === null ? null : { url, title, description: pick('description'), siteName: pick('siteName') };
}

/** One line without characters that change how others are shown, cut at a whole character. */
function toPlainText(text: string, lengthMax: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= lengthMax ? line : `${characters.slice(0, lengthMax - 1).join('')}…`;
}
