import { type KeyboardEvent, useId, useState } from 'react';
import type { Person } from '../types.ts';
import { completeMention, findMention, mentionedIds, suggestPeople } from './mentions.ts';

/** What a text box is told. */
interface Change {
  text: string;
  caret: number;
}

/** Suggests people behind an @. The focus stays in the text box; the arrow keys move in the list, Enter or Tab take one. */
export function useMentions(people: readonly Person[], onChange: (change: Change) => void) {
  const id = useId();
  const [at, setAt] = useState<Change | null>(null);
  const [index, setIndex] = useState(0);
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const query = at === null || people.length === 0 ? null : findMention(at.text, at.caret);
  const suggested = query === null ? [] : suggestPeople(people, query.query);
  const active = Math.min(index, suggested.length - 1);

  /** Looks where the caret stands now. */
  const look = (change: Change | null) => {
    setAt(change);
    setIndex(0);
  };
  const choose = (person: Person) => {
    if (at === null || query === null) return;
    setChosen([...chosen, person]);
    setAt(null);
    onChange(completeMention(at.text, at.caret, query, person));
  };
  /** Whether the key was for the list. */
  const onKeyDown = ({ key }: KeyboardEvent): boolean => {
    const person = suggested[active];
    if (person === undefined) return false;
    if (key === 'ArrowDown') setIndex((active + 1) % suggested.length);
    else if (key === 'ArrowUp') setIndex((active + suggested.length - 1) % suggested.length);
    else if (key === 'Enter' || key === 'Tab') choose(person);
    else if (key === 'Escape') setAt(null);
    else return false;
    return true;
  };
  const idsIn = (text: string) => mentionedIds(text, chosen);
  return { id, suggested, active, look, choose, onKeyDown, idsIn };
}
