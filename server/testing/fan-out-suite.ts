import { expect, test, vi } from 'vitest';
import type { FanOut } from '../realtime/fan-out.ts';
import { eventually } from './eventually.ts';

/** Two nodes that hear each other, ready, and names that no other test uses. */
export interface FanOutNodes {
  here: FanOut;
  there: FanOut;
  nameOf(topic: string): string;
}

/** Listens, and keeps what comes. */
export async function hear(node: FanOut, name: string) {
  const texts: string[] = [];
  const unlisten = await node.listen(name, (text) => texts.push(text));
  return { texts, unlisten };
}

/** What hints promise, over whichever twin is tested. */
export function describeHints(seedNodes: () => Promise<FanOutNodes>): void {
  test('reach every listener of their channel, on every node, in order, and nobody else', async () => {
    const { here, there, nameOf } = await seedNodes();
    const first = await hear(here, nameOf('a'));
    const second = await hear(here, nameOf('a'));
    const remote = await hear(there, nameOf('a'));
    const other = await hear(there, nameOf('b'));

    const sent = Array.from({ length: 200 }, (_, at) => `${at} – ünï 🦊`);
    for (const text of sent) here.publish(nameOf('a'), text);

    await vi.waitFor(() => expect(remote.texts).toEqual(sent), eventually);
    expect(first.texts).toEqual(sent);
    expect(second.texts).toEqual(sent);
    expect(other.texts).toEqual([]);
  });

  test('are heard from the moment that listen returns, without a gap', async () => {
    const { here, there, nameOf } = await seedNodes();
    for (let round = 0; round < 50; round += 1) {
      const { texts, unlisten } = await hear(there, nameOf(`r${round % 3}`));
      here.publish(nameOf(`r${round % 3}`), 'now');
      await vi.waitFor(() => expect(texts).toEqual(['now']), eventually);
      unlisten();
    }
  });

  test('stop for one listener and go on for the others', async () => {
    const { here, nameOf } = await seedNodes();
    const leaving = await hear(here, nameOf('a'));
    const staying = await hear(here, nameOf('a'));
    leaving.unlisten();
    leaving.unlisten();
    here.publish(nameOf('a'), 'after');
    await vi.waitFor(() => expect(staying.texts).toEqual(['after']), eventually);
    expect(leaving.texts).toEqual([]);
  });

  test('are published after close without an error', async () => {
    const { here, nameOf } = await seedNodes();
    await here.close();
    here.publish(nameOf('a'), 'lost');
    expect(here.isHealthy()).toBe(false);
  });
}
