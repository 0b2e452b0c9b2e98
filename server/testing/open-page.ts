import { Window } from 'happy-dom';
import { act, createElement, type ReactElement, StrictMode } from 'react';
import { vi } from 'vitest';

/** The version of React that this run is for. */
export const reactMajor = process.env.TIDINGS_TEST_REACT ?? '19';

/** What is shown of a component. */
export interface Shown {
  text(): string;
  /** Shows another element in its place, or the same one again. */
  rerender(element: ReactElement): Promise<void>;
  unmount(): Promise<void>;
}

interface RenderOptions {
  /** As in development: each component is rendered and mounted twice. @default false */
  isStrict?: boolean;
  /** What a server has sent, to be taken over. */
  html?: string;
}

/** A page for React, without a browser. What React says on the console is kept in `complaints`. */
export async function openPage() {
  const page = new Window();
  // It has to be there before React DOM is loaded. Everything else of it would take the place of Node's own.
  const globals = { window: page, document: page.document, IS_REACT_ACT_ENVIRONMENT: true };
  Object.assign(globalThis, globals);
  const complaints: string[] = [];
  const console = vi.spyOn(globalThis.console, 'error').mockImplementation((...parts) => {
    complaints.push(parts.map(String).join(' '));
  });
  const { createRoot, hydrateRoot } = await import('react-dom/client');
  const roots = new Set<{ unmount(): void }>();

  return {
    complaints,
    /** Renders an element, and waits until its effects have run. */
    async render(element: ReactElement, { isStrict = false, html }: RenderOptions = {}): Promise<Shown> {
      const wrap = (inner: ReactElement) => (isStrict ? createElement(StrictMode, null, inner) : inner);
      const place = page.document.createElement('div');
      if (html !== undefined) place.innerHTML = html;
      const container = place as unknown as Element;
      const root =
        html === undefined ? createRoot(container) : await act(async () => hydrateRoot(container, wrap(element)));
      roots.add(root);
      const rerender = (next: ReactElement) => act(async () => root.render(wrap(next)));
      if (html === undefined) await rerender(element);
      const unmount = async () => {
        roots.delete(root);
        await act(async () => root.unmount());
      };
      return { text: () => place.textContent, rerender, unmount };
    },
    /** Other files run in this process: what a test has left there must not render without a page. */
    async close() {
      await act(async () => {
        for (const root of roots) root.unmount();
      });
      console.mockRestore();
      await page.happyDOM.close();
      for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
    },
  };
}
