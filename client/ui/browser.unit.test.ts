import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from '../../server/testing/chromium.ts';
import type { LongListControls } from './testing/long-list-controls.ts';
import { bundlePage } from './testing/open-page.ts';

let chromium: Awaited<ReturnType<typeof openChromium>>;
let openPage: (browser: Browser, query: string) => Promise<Page>;
beforeAll(async () => {
  [chromium, openPage] = await Promise.all([openChromium(), bundlePage()]);
});
afterAll(async () => {
  await chromium?.browser?.close();
});

/** What runs in the page, which has the controls. */
declare const controls: LongListControls;

/** A task is ours to answer for from this on: above the 50 ms of the promise stands what a busy machine takes away from it. */
const longTaskMsMax = 150;

const distanceToEnd = (page: Page) =>
  page.locator('[role="log"]').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

/** The first message in sight: which, and how far below the list's edge. */
const firstInSight = (page: Page) =>
  page.locator('[role="log"]').evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const rows = [...log.querySelectorAll('article')].map((row) => ({
      key: row.dataset.key,
      top: Math.round(row.getBoundingClientRect().top - edge),
    }));
    return rows.filter(({ top }) => top >= 0).sort((a, b) => a.top - b.top)[0];
  });

test('A list of ten thousand messages has few in the page, keeps its place, and stays at the end for who is there', async ({
  skip,
}) => {
  if (chromium.browser === null) return skip(chromium.reason);
  const page = await openPage(chromium.browser, 'long');
  const log = page.locator('[role="log"]');
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(48);
  await expect.poll(() => log.innerText()).toContain('Message 9999');
  await page.evaluate(() => void controls.longTasks.splice(0));

  // Upwards as by a wheel, then far, then by the keyboard.
  let most = 0;
  await log.hover();
  for (let turn = 0; turn < 30; turn += 1) {
    await page.mouse.wheel(0, -900);
    most = Math.max(most, await log.locator('article').count());
  }
  await log.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await expect.poll(() => log.innerText()).toMatch(/Message [45]\d\d\d/u);
  most = Math.max(most, await log.locator('article').count());
  expect(most).toBeLessThan(200);

  // Somebody says something meanwhile: the reader stays where he is, and is told.
  await page.getByRole('button', { name: 'Jump to newest' }).waitFor();
  const before = await firstInSight(page);
  await page.evaluate(() => controls.append());
  await page.getByRole('button', { name: '1 new message' }).waitFor();
  expect(await firstInSight(page)).toEqual(before);

  // History comes on top.
  await page.evaluate(() => controls.prepend(500));
  await expect.poll(() => log.locator('article').count()).toBeGreaterThan(0);
  await expect.poll(() => firstInSight(page)).toEqual(before);

  await page.getByRole('button', { name: '1 new message' }).click();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(48);
  await page.evaluate(() => controls.append());
  await expect.poll(() => log.innerText()).toContain('Message 10001');
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(48);
  expect(Math.max(0, ...(await page.evaluate(() => controls.longTasks)))).toBeLessThan(longTaskMsMax);

  await page.locator('article[tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Message 10000');
  await page.keyboard.press('Home');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Message -500:');
  await page.close();
});

test('The composer sends by Enter, breaks lines by Shift+Enter, leaves input methods alone, and keeps drafts', async ({
  skip,
}) => {
  if (chromium.browser === null) return skip(chromium.reason);
  const page = await openPage(chromium.browser, 'theme=light');
  const box = page.getByRole('region', { name: 'Conversation', exact: true }).getByRole('textbox', { name: 'Message' });
  const sent = async () => JSON.parse((await page.getByTestId('sent').textContent()) ?? '');
  await box.pressSequentially('one');
  await box.press('Shift+Enter');
  await box.pressSequentially('two');
  await box.press('Enter');
  await expect.poll(sent).toEqual(['one\ntwo|']);
  expect(await box.inputValue()).toBe('');

  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { selectionStart: 1, selectionEnd: 1, text: 'に' });
  await expect.poll(() => box.inputValue()).toBe('に');
  await box.press('Enter');
  await session.send('Input.insertText', { text: '日' });
  await expect.poll(() => box.inputValue()).toContain('日');
  expect(await sent()).toHaveLength(1);
  await box.fill('');

  await box.pressSequentially('hi @lo');
  await page.getByRole('option', { name: 'Ada Lovelace' }).waitFor();
  expect(await box.getAttribute('aria-activedescendant')).not.toBe(null);
  await box.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('hi @Ada Lovelace ');
  await box.press('Enter');
  await expect.poll(sent).toEqual(['one\ntwo|', 'hi @Ada Lovelace|ada']);

  await box.fill('a'.repeat(450));
  await page.getByText('50 characters left').first().waitFor();
  await box.fill('a line\n'.repeat(30));
  const height = () => box.evaluate((element) => element.getBoundingClientRect().height);
  await expect.poll(height).toBe(200);
  await box.fill('not sent yet');
  await expect.poll(height).toBe(44);
  await page.reload();
  await expect.poll(() => box.inputValue()).toBe('not sent yet');

  const emoji = page.getByRole('region', { name: 'Conversation', exact: true }).getByRole('button', { name: 'Emoji' });
  await emoji.click();
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('rocket');
  await page.keyboard.press('Enter');
  await expect.poll(() => box.inputValue()).toContain('🚀');
  await page.close();
});

test.for(['theme=light', 'theme=dark', 'theme=light&dir=rtl'])(
  'All parts are accessible, and reached by the keyboard, with %s',
  async (query, { skip }) => {
    if (chromium.browser === null) return skip(chromium.reason);
    const page = await openPage(chromium.browser, query);
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map((node) => node.html) }));
    });
    expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

    const reached = new Set<string>();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let stop = 0; stop < 120; stop += 1) {
      await page.keyboard.press('Tab');
      const place = await page.evaluate(
        () => document.activeElement?.closest('[class^="td td-"]:not(.td-root)')?.className.split(' ') ?? [],
      );
      for (const name of place) reached.add(name);
    }
    const parts = 'connection conversations message composer thread presence-selector bell notifications search toasts';
    expect([...reached]).toEqual(expect.arrayContaining(parts.split(' ').map((part) => `td-${part}`)));

    const folder = join(tmpdir(), 'tidings-screenshots');
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `parts-${query.replace(/\W/gu, '-')}.png`) });
    await page.close();
  },
);
