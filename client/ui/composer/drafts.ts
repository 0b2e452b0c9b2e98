import { useCallback, useState } from 'react';

/** Where drafts are kept. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const prefix = 'tidings draft ';

/** The browser's, where it may be used. */
function browserStorage(): DraftStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** The draft of a place; empty: there is none. */
export function readDraft(storage: DraftStorage | null, key: string): string {
  try {
    return storage?.getItem(prefix + key) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a draft, or with an empty text drops it. Where it cannot be kept it lasts as long as the page. */
export function writeDraft(storage: DraftStorage | null, key: string, text: string): void {
  try {
    if (text === '') storage?.removeItem(prefix + key);
    else storage?.setItem(prefix + key, text);
  } catch {
    // The storage is full or forbidden. What is written is still on the page.
  }
}

/** What is being written at a place, kept through reloads and while another place is shown. Without a key it is not kept. */
export function useDraft(key: string | undefined, initialText: string): [string, (text: string) => void] {
  const [storage] = useState(browserStorage);
  const read = () => (key === undefined ? '' : readDraft(storage, key)) || initialText;
  const [draft, setDraft] = useState(() => ({ key, text: read() }));
  // Another conversation: its own draft, in the same drawing, so that the one never shows in the other.
  const isOther = draft.key !== key;
  const current = isOther ? { key, text: read() } : draft;
  if (isOther) setDraft(current);
  const write = useCallback(
    (text: string) => {
      setDraft({ key, text });
      if (key !== undefined) writeDraft(storage, key, text);
    },
    [key, storage],
  );
  return [current.text, write];
}
