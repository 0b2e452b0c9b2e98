import { parseMarkdown, type TextNode } from './parse-markdown.ts';

const textOf = (node: TextNode): string => {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'codeBlock':
      return node.text;
    case 'break':
      return ' ';
    case 'paragraph':
    case 'quote':
    case 'item':
      return `${node.nodes.map(textOf).join('')} `;
    case 'bold':
    case 'italic':
    case 'strike':
    case 'link':
    case 'list':
      return node.nodes.map(textOf).join('');
  }
};

/** What a text in Markdown says, on one line and without its marks: for previews, and for what is said aloud. */
export const plainText = (text: string): string =>
  parseMarkdown(text).map(textOf).join('').replace(/\s+/gu, ' ').trim();
