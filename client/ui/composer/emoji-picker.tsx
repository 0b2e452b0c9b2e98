import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { emojiGroups } from '../../generated/emoji.ts';
import { Announcer } from '../shared/announcer.tsx';
import { useUi } from '../ui-context.tsx';
import { type Emoji, findEmoji, parseEmoji } from './find-emoji.ts';

const groups = emojiGroups.map((lines) => lines.split('\n').map(parseEmoji));
const all = groups.flat();

const columns = 8;
/** What a search shows: more than anybody looks through. */
const foundMax = 64;

/** The emoji in groups, or those that a search finds. Arrow keys lead through the grid, Enter takes one. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { messages } = useUi();
  const [query, setQuery] = useState('');
  const [groupIndex, setGroupIndex] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => (query.trim() === '' ? (groups[groupIndex] ?? []) : findEmoji(all, query, foundMax)),
    [query, groupIndex],
  );
  const focusAt = (index: number) => grid.current?.querySelectorAll<HTMLElement>('button')[index]?.focus();

  const onGridKey = (event: KeyboardEvent) => {
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const isRightToLeft = grid.current !== null && getComputedStyle(grid.current).direction === 'rtl';
    const forward = isRightToLeft ? -1 : 1;
    const steps = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: columns, ArrowUp: -columns };
    const step = steps[event.key as keyof typeof steps];
    if (step === undefined || index < 0) return;
    event.preventDefault();
    focusAt(Math.max(0, Math.min(index + step, buttons.length - 1)));
  };
  const onSearchKey = (event: KeyboardEvent) => {
    const [first] = shown;
    if (event.key === 'ArrowDown') focusAt(0);
    else if (event.key === 'Enter' && first !== undefined) onPick(first.emoji);
    else return;
    event.preventDefault();
  };

  return (
    <div className="td-emoji-picker">
      <input
        type="search"
        className="td-input"
        aria-label={messages.searchEmoji}
        placeholder={messages.searchEmoji}
        value={query}
        // biome-ignore lint/a11y/noAutofocus: whoever opens a picker wants to type into it
        autoFocus
        onChange={({ target }) => setQuery(target.value)}
        onKeyDown={onSearchKey}
      />
      {query.trim() === '' && <Groups index={groupIndex} onChange={setGroupIndex} />}
      {/* biome-ignore lint/a11y/useSemanticElements: no field set, for these are no fields */}
      <div ref={grid} className="td-emoji-grid" role="group" aria-label={messages.emoji} onKeyDown={onGridKey}>
        {shown.map(({ emoji, words }, index) => (
          <EmojiChoice key={emoji} emoji={emoji} words={words} isStop={index === 0} onPick={onPick} />
        ))}
      </div>
      {shown.length === 0 && <p className="td-empty">{messages.noEmoji}</p>}
      <Announcer text={query === '' ? '' : messages.suggestions(shown.length)} />
    </div>
  );
}

function Groups({ index, onChange }: { index: number; onChange: (index: number) => void }) {
  return (
    <div className="td-emoji-groups">
      {groups.map(([first], at) => (
        <button
          key={first?.emoji}
          type="button"
          className="td-emoji"
          aria-pressed={at === index}
          aria-label={first?.words.split(',')[0]}
          onClick={() => onChange(at)}
        >
          {first?.emoji}
        </button>
      ))}
    </div>
  );
}

interface EmojiChoiceProps extends Emoji {
  /** The Tab key stops here. */
  isStop: boolean;
  onPick: (emoji: string) => void;
}

function EmojiChoice({ emoji, words, isStop, onPick }: EmojiChoiceProps) {
  const name = words.split(',')[0];
  return (
    <button
      type="button"
      className="td-emoji"
      aria-label={name}
      title={name}
      tabIndex={isStop ? 0 : -1}
      onClick={() => onPick(emoji)}
    >
      {emoji}
    </button>
  );
}
