import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';

const styles = `
  html, body, #page { margin: 0; block-size: 100%; }
  #page > .td-root { display: flex; flex-direction: column; overflow: auto; background: var(--td-color-page); }
  .gallery { display: grid; grid-template-columns: 20rem minmax(24rem, 1fr) 24rem; gap: 1rem; padding: 1rem; }
  .gallery h1 { grid-column: 1 / -1; margin: 0; font-size: 1.25rem; }
  .gallery > section { border: 1px solid var(--td-color-border); border-radius: 1rem; padding: 0.5rem; min-inline-size: 0; }
  .gallery > .gallery-tall { display: flex; flex-direction: column; block-size: 44rem; }
  .gallery-row { display: flex; align-items: center; gap: 0.75rem; padding-block: 1rem; }
`;

/** Bundles the test's page as an application would, and gives how to open it. It reaches no other host. */
export async function bundlePage(): Promise<(browser: Browser, query: string) => Promise<Page>> {
  const { outputFiles } = await build({
    entryPoints: { page: `${import.meta.dirname}/page.tsx`, ui: `${import.meta.dirname}/../styles/ui.css` },
    ...{ bundle: true, minify: true, splitting: true, format: 'esm', target: 'es2022', platform: 'browser' },
    ...{ outdir: '/', write: false, jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const files = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const html = `<!doctype html><html lang="en"><head><title>Parts</title><link rel="stylesheet" href="/ui.css">
    <style>${styles}</style></head><body><div id="page"></div><script type="module" src="/page.js"></script></body></html>`;
  return async (browser, query) => {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 }, reducedMotion: 'reduce' });
    await page.route('**', (route) => {
      const { host, pathname } = new URL(route.request().url());
      const body = pathname === '/' ? html : files.get(pathname);
      if (host !== 'ui.example' || body === undefined) return route.abort();
      const type = pathname === '/' ? 'text/html' : pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      return route.fulfill({ body, contentType: `${type}; charset=utf-8` });
    });
    await page.goto(`http://ui.example/?${query}`);
    await page.locator('[role="log"] article').first().waitFor();
    return page;
  };
}
