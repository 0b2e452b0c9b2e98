import type { ReactElement, ReactNode } from 'react';

const pattern = /(\*\*[^*]+\*\*|`[^`]+`|https?:\/\/[^\s<>"]+|@[\p{L}\d_-]+)/u;

/** A text with what Markdown has within a line. Everything else is shown as it was written. */
export function RichText({ text }: { text: string }): ReactElement {
  return <p>{text.split(pattern).map(partOf)}</p>;
}

function partOf(part: string, at: number): ReactNode {
  const key = `${at}`;
  if (at % 2 === 0) return part;
  if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>;
  if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>;
  if (part.startsWith('@')) {
    return (
      <span key={key} className="mention">
        {part}
      </span>
    );
  }
  return (
    <a key={key} href={part} target="_blank" rel="noreferrer">
      {part}
    </a>
  );
}
