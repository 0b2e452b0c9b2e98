import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { MessageList, TidingsUi } from '../index.ts';
import { Gallery } from './gallery.tsx';
import type { LongListControls } from './long-list-controls.ts';
import { manyMessages, sampleNow } from './samples.ts';

const longTasks: number[] = [];
new PerformanceObserver((list) => {
  longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask' });

function LongList() {
  const [messages, setMessages] = useState(() => manyMessages(10_000));
  useEffect(() => {
    let first = 0;
    let next = 10_000;
    const controls: LongListControls = {
      longTasks,
      prepend(count) {
        first -= count;
        const older = manyMessages(count, first);
        setMessages((before) => [...older, ...before]);
      },
      append() {
        // The next one of somebody else.
        while (manyMessages(1, next)[0]?.isOwn) next += 1;
        const newest = manyMessages(1, next);
        next += 1;
        setMessages((before) => [...before, ...newest]);
      },
    };
    Object.assign(globalThis, { controls });
  }, []);
  return <MessageList messages={messages} />;
}

const { searchParams } = new URL(location.href);
const theme = searchParams.get('theme') === 'dark' ? 'dark' : 'light';
document.documentElement.dir = searchParams.get('dir') ?? 'ltr';
const now = () => sampleNow;
const place = document.getElementById('page');
if (place !== null) {
  createRoot(place).render(
    <TidingsUi theme={theme} now={now} locale="en-US">
      {searchParams.has('long') ? <LongList /> : <Gallery />}
    </TidingsUi>,
  );
}
