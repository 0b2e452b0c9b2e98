import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Starts a Chromium without a window. Where there is none: null with the reason, but in CI, which must have one, throws. */
export async function openChromium(): Promise<{ browser: Browser } | { browser: null; reason: string }> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (existsSync(executablePath)) {
    return { browser: await chromium.launch({ executablePath, args: ['--no-sandbox'] }) };
  }
  const reason = `There is no Chromium at ${executablePath}: install it, or set CHROMIUM_PATH.`;
  if (process.env.CI) throw new Error(reason);
  return { browser: null, reason };
}
