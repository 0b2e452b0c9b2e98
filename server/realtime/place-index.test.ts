import { afterEach, describe, expect, vi } from 'vitest';
import { openTestEngine } from '../testing/engine.ts';
import { eventually } from '../testing/eventually.ts';
import { describePlaces } from '../testing/place-index-suite.ts';
import { channelOf } from './channel.ts';
import type { PlaceIndex } from './place-index.ts';

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function untilReached(index: PlaceIndex, room: string): Promise<void> {
  await vi.waitFor(async () => expect(await index.read(room, ['probe'])).toEqual([null]), eventually);
}

describe('an index of places', () =>
  describePlaces(async () => {
    const engine = await openTestEngine();
    const nodes = { here: engine.createPlaceIndex(), there: engine.createPlaceIndex() };
    endings.push(engine.close, nodes.here.close, nodes.there.close);
    const nameOf = (room: string) => channelOf(engine.redisKeyPrefix, 'acme', room);
    await untilReached(nodes.here, nameOf('probe'));
    await untilReached(nodes.there, nameOf('probe'));
    return { ...nodes, nameOf };
  }));
