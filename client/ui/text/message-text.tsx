import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { nameOf, type Person } from '../types.ts';
import { parseMarkdown, type TextNode } from './parse-markdown.ts';
import { splitMentions } from './split-mentions.ts';

/** Props of `MessageText`. */
export interface MessageTextProps {
  /** Markdown, as it was written. */
  text: string;
  /** Whose "@Name" stands out. @default nobody's */
  mentioned?: readonly Person[] | undefined;
}

/**
 * A message's text: bold, italic, strike, code, quotes, lists and links of its Markdown. It is drawn as elements of React
 * and never as HTML, so that nothing that somebody writes can become a part of the page.
 */
export const MessageText = memo(function MessageText({ text, mentioned }: MessageTextProps) {
  const nodes = useMemo(() => parseMarkdown(text), [text]);
  const names = useMemo(() => (mentioned ?? []).map(nameOf), [mentioned]);
  return (
    <div className="td td-text" dir="auto">
      {draw(nodes, names)}
    </div>
  );
});

const draw = (nodes: readonly TextNode[], names: readonly string[]): ReactNode =>
  // They are drawn anew as a whole when the text changes: their places are their names.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  nodes.map((node, index) => <Fragment key={index}>{drawNode(node, names)}</Fragment>);

function drawNode(node: TextNode, names: readonly string[]): ReactNode {
  switch (node.type) {
    case 'text':
      return drawText(node.text, names);
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{draw(node.nodes, names)}</strong>;
    case 'italic':
      return <em>{draw(node.nodes, names)}</em>;
    case 'strike':
      return <s>{draw(node.nodes, names)}</s>;
    case 'paragraph':
      return <p>{draw(node.nodes, names)}</p>;
    case 'quote':
      return <blockquote>{draw(node.nodes, names)}</blockquote>;
    case 'item':
      return <li>{draw(node.nodes, names)}</li>;
    case 'code':
      return <code dir="ltr">{node.text}</code>;
    case 'codeBlock':
      return (
        <pre dir="ltr">
          <code>{node.text}</code>
        </pre>
      );
    case 'list':
      return node.isOrdered ? (
        <ol start={node.start}>{draw(node.nodes, names)}</ol>
      ) : (
        <ul>{draw(node.nodes, names)}</ul>
      );
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {draw(node.nodes, names)}
        </a>
      );
  }
}

function drawText(text: string, names: readonly string[]): ReactNode {
  if (names.length === 0) return text;
  return splitMentions(text, names).map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    piece.isMention ? <mark key={index}>{piece.text}</mark> : <Fragment key={index}>{piece.text}</Fragment>,
  );
}
