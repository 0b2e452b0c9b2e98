import { useEffect, useState } from 'react';
import { Announcer } from '../shared/announcer.tsx';
import type { Person } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { typingText } from './typing-text.ts';

/** Screen readers are told of a change once it has stood for so long: people stop and go on all the time. */
const settledAfterMs = 1_500;

/** Who is typing. It keeps its height when nobody is, so that nothing moves. */
export function TypingIndicator({ people }: { people: readonly Person[] }) {
  const { messages } = useUi();
  const text = typingText(people, messages);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), settledAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="td td-typing">
      {text !== '' && (
        <span className="td-typing-shown" aria-hidden="true">
          <span className="td-typing-dots">
            <i />
            <i />
            <i />
          </span>
          {text}
        </span>
      )}
      <Announcer text={said} />
    </div>
  );
}
