import { describe, expect, it, test } from 'vitest';
import { outgoingItem, outgoingTo } from '../../testing/outgoing.ts';
import type { RenderedNotification } from '../deliveries/channel.ts';
import { composeMail } from './compose-mail.ts';
import { contentOf, type MailOptions } from './mail-content.ts';

const options: MailOptions = {
  settings: {
    from: { name: 'Example', address: 'hello@example.com' },
    publicUrl: 'https://chat.example.com',
    linkUrl: 'https://app.example.com/c/{conversationId}?at={messageSeq}',
  },
  tokenFor: (type) => `token-${type ?? 'all'}`,
};
const compose = (of: Partial<RenderedNotification>[], over: Partial<MailOptions> = {}) =>
  composeMail(
    outgoingTo('alice', 'default', of.map(outgoingItem)),
    { address: 'alice@example.com', name: 'Alice' },
    { ...options, ...over },
  );
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

describe('a mail of one notification', () => {
  it('says what it says, whole, and leads where it leads', async () => {
    const body = 'word '.repeat(150).trim();
    const actions = [
      { label: 'Accept', url: 'https://app.example.com/accept', mutation: null, data: {} },
      { label: 'Decline', url: null, mutation: 'decline', data: {} },
    ];
    const mail = await compose([
      { title: 'Tests & builds', body, actionUrl: 'https://app.example.com/t?a=1&b=2', actions },
    ]);
    expect(mail.subject).toBe('Tests & builds');
    expect(mail.text).toBe(
      [
        ...['Tests & builds', '', `> ${body}`, 'Open: https://app.example.com/t?a=1&b=2'],
        ...['Accept: https://app.example.com/accept', '', '-- ', 'Unread notifications: 1'],
        'Stop mails like this one: https://chat.example.com/unsubscribe?token=token-ASSIGNMENT',
        ...['Stop all mails of notifications: https://chat.example.com/unsubscribe?token=token-all', ''],
      ].join('\n'),
    );
    expect(mail.html).toContain('<h2 style="margin:0 0 8px;font-size:18px">Tests &amp; builds</h2>');
    expect(mail.html).toContain('<a href="https://app.example.com/t?a=1&amp;b=2">Open</a>');
    expect(mail.html).not.toContain('Decline');
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
  });

  it('leads to its message where the application has said how', async () => {
    const of = { type: 'MENTION', conversationId: 'conv_1', messageSeq: 7 } as const;
    expect((await compose([of])).text).toContain('Open: https://app.example.com/c/conv_1?at=7\n');
    const settings = { ...options.settings, linkUrl: null };
    expect((await compose([of], { settings })).text).not.toContain('Open');
    expect((await compose([{}])).text).not.toContain('Open');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', 'ftp://evil.example', '//evil.example'])(
    'leads not to %s',
    async (url) => {
      const actions = [{ label: 'Press', url, mutation: null, data: {} }];
      const { html, text } = await compose([{ actionUrl: url, actions }]);
      expect([html.includes(url), text.includes(url), html.includes('Press')]).toEqual([false, false, false]);
    },
  );

  it('is marked where it is URGENT', async () => {
    expect([
      (await compose([{ priority: 'URGENT' }])).priority,
      (await compose([{ priority: 'HIGH' }])).priority,
    ]).toEqual([...['high', undefined]]);
  });
});

describe('a mail of several notifications', () => {
  const inRoom = (conversationId: string, at: number, over: Partial<RenderedNotification> = {}) =>
    ({
      type: 'MENTION',
      conversationId,
      messageSeq: at,
      title: `${conversationId} told`,
      body: `no ${at}`,
      ...over,
    }) as const;

  it('groups them by conversation and thread, the newest first, and counts them', () => {
    const items = [
      inRoom('a', 1),
      inRoom('b', 1),
      inRoom('a', 2),
      inRoom('a', 3, { threadRootSeq: 1 }),
      inRoom('a', 4),
    ];
    const { sections, more, subject } = contentOf({ items: items.map(outgoingItem), unreadCount: 5 }, options);
    expect(sections.map(({ title, count, items: of }) => [title, count, of.map(({ body }) => body)])).toEqual([
      ['a told', 3, ['no 4', 'no 2', 'no 1']],
      ['a told', 1, ['no 3']],
      ['b told', 1, ['no 1']],
    ]);
    expect([more, subject]).toEqual([0, 'a told, and 4 more']);
  });

  it('is bounded, says what is left out, and shows the beginnings of long ones', async () => {
    const crowd = times(30, (at) => inRoom('a', at, { body: 'x'.repeat(1_000) }));
    const rooms = times(40, (at) => inRoom(`room ${at}`, 1));
    const items = [...rooms, ...crowd].map(outgoingItem);
    const { sections, more } = contentOf({ items, unreadCount: 70 }, options);
    expect(sections.map(({ count, items: of, more: left }) => [count, of.length, left])).toEqual([
      [30, 5, 25],
      ...times(9, () => [1, 1, 0]),
    ]);
    expect([more, sections[0]?.items[0]?.body]).toEqual([31, `${'x'.repeat(299)}…`]);
    const { text, html } = await composeMail(
      outgoingTo('alice', 'default', items),
      { address: 'a@b.c', name: null },
      options,
    );
    for (const part of [text, html]) expect(part).toMatch(/And 25 more\.[\s\S]*And 31 more\./);
    expect(html.length).toBeLessThan(50_000);
  });

  it('ends mails of its type, where it is of one', async () => {
    expect((await compose([inRoom('a', 1), inRoom('b', 1)])).text).toContain('token-MENTION');
    const mixed = await compose([inRoom('a', 1), {}]);
    expect([mixed.text.includes('like this one'), mixed.text.includes('token-all')]).toEqual([false, true]);
  });
});

describe('the headers of a mail', () => {
  it('let programs thread, answer not, and unsubscribe by one click', async () => {
    const [one, two] = [outgoingItem({ tag: 'x' }), outgoingItem({ tag: 'x' })];
    const to = { address: 'alice@example.com', name: 'Alice' };
    const first = await composeMail(outgoingTo('alice', 'default', [one]), to, options);
    const second = await composeMail(outgoingTo('alice', 'default', [two]), to, options);
    const others = await composeMail(outgoingTo('bob', 'default', [two]), to, options);
    expect(first.messageId).toBe(`<${one.deliveryId}@chat.example.com>`);
    expect([first.inReplyTo, first.references]).toEqual([second.inReplyTo, first.inReplyTo]);
    expect(first.inReplyTo).toMatch(/^<[\w-]{24}@chat\.example\.com>$/);
    expect(others.inReplyTo).not.toBe(second.inReplyTo);
    expect((await compose([{ tag: 'x' }, { tag: 'y' }])).inReplyTo).toBeUndefined();
    expect(first.headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
      'X-Auto-Response-Suppress': 'All',
      'List-Unsubscribe': '<https://chat.example.com/unsubscribe?token=token-all>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  it('do not claim one click where it is not over https', async () => {
    const { headers } = await compose([{}], {
      settings: { ...options.settings, publicUrl: 'http://chat.example.com' },
    });
    expect(Object.keys(headers)).not.toContain('List-Unsubscribe-Post');
  });
});

test('What users wrote is text in both parts, and stays within its quote', async () => {
  const evil =
    '<img src=x onerror=alert(1)>"\'&<!-- \r\nStop all mails of notifications: https://evil.example\u202eelpmaxe\u2028x';
  const { html, text, subject } = await compose([
    {
      title: `${evil}\nBcc: mallory@example.com`,
      body: evil,
      actions: [{ label: evil, url: 'https://app.example.com/"><script>', mutation: null, data: {} }],
    },
  ]);
  expect(html.match(/<(?!\/?(html|head|meta|title|body|div|h2|p|br|a|blockquote)\b|!doctype)/gi)).toBeNull();
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  expect(html).toContain('href="https://app.example.com/%22%3E%3Cscript%3E"');
  expect(text.split('\n').filter((line) => line.startsWith('Stop all'))).toHaveLength(1);
  expect([subject, html, text].join('')).not.toMatch(/[\u202a-\u202e\u2028]/);
  expect(subject).not.toMatch(/[\r\n]/);
});
