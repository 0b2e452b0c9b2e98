import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { nameOf } from '../types.ts';
import { MessageText } from './message-text.tsx';
import { plainText } from './plain-text.ts';
import { splitMentions } from './split-mentions.ts';

const people = [
  { id: 'ada', name: 'Ada' },
  { id: 'ada-l', name: 'Ada Lovelace' },
];
/** What stands within the text's element. */
const drawn = (text: string) =>
  renderToStaticMarkup(createElement(MessageText, { text, mentioned: people })).replace(/^<div[^>]*>|<\/div>$/gu, '');

const rel = 'target="_blank" rel="noopener noreferrer nofollow"';

test.each([
  ['**bold** and *italic* and ~~gone~~', '<p><strong>bold</strong> and <em>italic</em> and <s>gone</s></p>'],
  ['`a < b`', '<p><code dir="ltr">a &lt; b</code></p>'],
  ['```\nlet a;\n```', '<pre dir="ltr"><code>let a;</code></pre>'],
  ['> said', '<blockquote><p>said</p></blockquote>'],
  ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
  ['3. one\n4. two', '<ol start="3"><li>one</li><li>two</li></ol>'],
  ['one\ntwo', '<p>one<br/>two</p>'],
  ['[site](https://a.example/x)', `<p><a href="https://a.example/x" ${rel}>site</a></p>`],
  ['https://a.example', `<p><a href="https://a.example/" ${rel}>https://a.example</a></p>`],
  ['[mail](mailto:a@a.example)', `<p><a href="mailto:a@a.example" ${rel}>mail</a></p>`],
  ['hello @Ada Lovelace!', '<p>hello <mark>@Ada Lovelace</mark>!</p>'],
  ['# no heading', '<p># no heading</p>'],
  ['5 * 3 * 2 \\*', '<p>5 * 3 * 2 *</p>'],
])('%j is drawn by the forms that are allowed', (text, html) => {
  expect(drawn(text)).toBe(html);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <b onclick="alert(1)">b</b>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](java\tscript:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:alert(1))',
  '[a](//evil.example)',
  '<javascript:alert(1)>',
  '![a](https://evil.example/pixel.png)',
  '![a](javascript:alert(1))',
  '[a][b]\n\n[b]: javascript:alert(1)',
  '`</code><script>alert(1)</script>`',
  '```\n</code></pre><script>alert(1)</script>\n```',
  '| a |\n| - |\n| <script>alert(1)</script> |',
  '[<img src=x onerror=alert(1)>](https://a.example)',
  '[a](https://a.example" onmouseover="alert(1))',
  '@Ada<script>alert(1)</script>',
])('%j becomes no part of the page', (text) => {
  const html = drawn(text);
  const tags = [...html.matchAll(/<([a-z]+)([^>]*)>/giu)];
  const allowed = new Set('p br strong em s code pre blockquote ul ol li a mark'.split(' '));
  expect(tags.map(([, tag = '']) => tag).filter((tag) => !allowed.has(tag))).toEqual([]);
  for (const [, tag, attributes = ''] of tags) {
    const known =
      tag === 'a' ? /^ href="(https?:\/\/|mailto:)[^"]*" target="_blank" rel="[^"]*"$/u : /^( dir="ltr")?$/u;
    expect(attributes).toMatch(known);
  }
  // Nothing is swallowed either.
  expect(plainText(text)).not.toBe('');
});

test('What is nested without end is drawn quickly, as text', () => {
  const started = performance.now();
  for (const text of [
    '> '.repeat(5_000),
    '- '.repeat(5_000),
    '*'.repeat(10_000),
    '['.repeat(5_000),
    '1. '.repeat(5_000),
  ])
    expect(drawn(`${text}x`)).toContain('x');
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('A preview says what a text says, on one line and without marks', () => {
  expect(plainText('**Hello**,\n\n- one\n- [two](https://a.example)\n\n`three`')).toBe('Hello, one two three');
});

test.each([
  ['hi @Ada', ['hi ', '@Ada']],
  ['@Ada, @Ada Lovelace', ['@Ada', ', ', '@Ada Lovelace']],
  ['@Adam', []],
  ['mail@Ada', []],
  ['@@Ada', ['@', '@Ada']],
])('Of %j the mentions are told from the rest', (text, pieces) => {
  expect(splitMentions(text, people.map(nameOf)).map((piece) => piece.text)).toEqual(pieces.length ? pieces : [text]);
});
