import { useRef } from 'react';
import { LastSeen } from '../people/last-seen.tsx';
import { Announcer } from '../shared/announcer.tsx';
import { Icon } from '../shared/icon.tsx';
import { useRoving } from '../shared/use-roving.ts';
import { useUi } from '../ui-context.tsx';
import { splitHighlights, type TextRange } from './split-highlights.ts';

/** A message that a search has found. */
export interface UiSearchResult {
  id: string;
  /** Where it is, such as the conversation's title. */
  place: string;
  author: string;
  /** As the highlights count in it. */
  text: string;
  highlights: readonly TextRange[];
  /** RFC 3339. */
  createdAt: string;
}

/** Props of `SearchBox`. */
export interface SearchBoxProps {
  query: string;
  onQueryChange: (query: string) => void;
  results: readonly UiSearchResult[];
  /** `idle`: nothing was asked for. */
  status: 'idle' | 'loading' | 'ready' | 'error';
  onSelect: (id: string) => void;
  /** Loads the next results. Without it there are none. */
  onMore?: (() => void) | undefined;
}

/** A field to search messages, and what was found: best first, the words that were found marked. */
export function SearchBox({ query, onQueryChange, results, status, onSelect, onMore }: SearchBoxProps) {
  const { messages } = useUi();
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useRoving(list);
  const said = {
    idle: '',
    loading: messages.searching,
    ready: results.length === 0 ? messages.noResults : messages.results(results.length),
    error: messages.searchFailed,
  }[status];
  return (
    <search className="td td-search">
      <div className="td-search-field">
        <Icon name="search" />
        <input
          type="search"
          className="td-input"
          aria-label={messages.search}
          placeholder={messages.search}
          value={query}
          onChange={({ target }) => onQueryChange(target.value)}
          onKeyDown={(event) => event.key === 'ArrowDown' && onKeyDown(event)}
        />
      </div>
      {said !== '' && (status !== 'ready' || results.length === 0) && <p className="td-empty">{said}</p>}
      <ul ref={list} className="td-list" onKeyDown={onKeyDown}>
        {results.map((result, index) => (
          <li key={result.id}>
            <button
              type="button"
              data-td-item
              className="td-result"
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => onSelect(result.id)}
            >
              <span className="td-result-head">
                <strong dir="auto">{result.author}</strong> <span dir="auto">{result.place}</span>{' '}
                <LastSeen at={result.createdAt} hasPrefix={false} />
              </span>
              <span dir="auto">
                {splitHighlights(result.text, result.highlights).map(({ text, start, isMarked }) =>
                  isMarked ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {onMore !== undefined && results.length > 0 && (
        <button type="button" className="td-link" onClick={onMore}>
          {messages.more}
        </button>
      )}
      <Announcer text={said} />
    </search>
  );
}
