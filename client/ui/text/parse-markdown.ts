import { Lexer, type Token, type Tokens } from 'marked';

/** What a message's text is made of. There is nothing else: what Markdown knows besides is shown as it was written. */
export type TextNode =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'bold' | 'italic' | 'strike' | 'paragraph' | 'quote' | 'item'; nodes: TextNode[] }
  | { type: 'code' | 'codeBlock'; text: string }
  | { type: 'link'; href: string; nodes: TextNode[] }
  | { type: 'list'; isOrdered: boolean; start: number; nodes: TextNode[] };

/** Markdown that is nested deeper is shown as text: to draw it would take the page's time, and no stack is without end. */
const depthMax = 12;

/** What a text in Markdown says, of the allowed forms. HTML is text like any other. */
export function parseMarkdown(text: string): TextNode[] {
  // The lexer goes down into what is nested by itself, so that nothing may be nested without end.
  if (/^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d+[.)](?=[ \t]))){13}/mu.test(text)) return [textNode(text)];
  return nodesOf(new Lexer({ gfm: true, breaks: true }).lex(text), 0);
}

const textNode = (text: string): TextNode => ({ type: 'text', text });

function nodesOf(tokens: readonly Token[], depth: number): TextNode[] {
  if (depth > depthMax) return [textNode(tokens.map(({ raw }) => raw).join(''))];
  return tokens.flatMap((token) => nodeOf(token as Tokens.Generic, depth + 1));
}

function nodeOf(token: Tokens.Generic, depth: number): TextNode[] {
  const inner = () => nodesOf(token.tokens ?? [], depth);
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'br':
      return [{ type: 'break' }];
    case 'strong':
      return [{ type: 'bold', nodes: inner() }];
    case 'em':
      return [{ type: 'italic', nodes: inner() }];
    case 'del':
      return [{ type: 'strike', nodes: inner() }];
    case 'paragraph':
      return [{ type: 'paragraph', nodes: inner() }];
    case 'blockquote':
      return [{ type: 'quote', nodes: inner() }];
    case 'codespan':
      return [{ type: 'code', text: String(token.text) }];
    case 'code':
      return [{ type: 'codeBlock', text: String(token.text) }];
    case 'link':
      return linkOf(token as Tokens.Link, inner());
    case 'list':
      return [listOf(token as Tokens.List, depth)];
    case 'text':
      return token.tokens ? inner() : [textNode(String(token.text))];
    case 'escape':
      return [textNode(String(token.text))];
    default:
      // Headings, tables, images, rules, HTML: as they were written.
      return [isBlock(token) ? { type: 'paragraph', nodes: [textNode(token.raw.trimEnd())] } : textNode(token.raw)];
  }
}

const blockTypes = new Set(['heading', 'table', 'hr']);
const isBlock = (token: Tokens.Generic) =>
  blockTypes.has(token.type) || (token.type === 'html' && token.block === true);

function listOf({ ordered, start, items }: Tokens.List, depth: number): TextNode {
  const nodes = items.map((item): TextNode => ({ type: 'item', nodes: nodesOf(item.tokens, depth) }));
  return { type: 'list', isOrdered: ordered, start: start === '' ? 1 : start, nodes };
}

const schemes = new Set(['http:', 'https:', 'mailto:']);

/** A link where it leads to a place on the web or to a mailbox, else what it was written as. */
function linkOf({ href, raw }: Tokens.Link, nodes: TextNode[]): TextNode[] {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (url === null || !schemes.has(url.protocol)) return [textNode(raw)];
  return [{ type: 'link', href: url.href, nodes }];
}
