import { useRef } from 'react';
import { Icon } from '../shared/icon.tsx';
import { Popover } from '../shared/popover.tsx';
import { useRoving } from '../shared/use-roving.ts';
import type { PresenceStatus } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { PresenceBadge } from './presence-badge.tsx';

/** What a user can choose to be. */
export type ChosenPresence = Exclude<PresenceStatus, 'OFFLINE'>;

const choices: readonly ChosenPresence[] = ['ONLINE', 'AWAY', 'BUSY'];

/** Props of `PresenceSelector`. */
export interface PresenceSelectorProps {
  status: PresenceStatus;
  onChange: (status: ChosenPresence) => void;
}

/** Shows one's own presence, and lets one choose another. */
export function PresenceSelector({ status, onChange }: PresenceSelectorProps) {
  const { messages } = useUi();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useRoving(list);
  const label = messages.setPresence(messages.presence[status]);
  return (
    <Popover
      role="menu"
      label={label}
      button={({ buttonRef, ...props }) => (
        <button ref={buttonRef} type="button" className="td td-presence-selector" aria-label={label} {...props}>
          <PresenceBadge status={status} isDecorative />
          <span>{messages.presence[status]}</span>
          <Icon name="chevron" />
        </button>
      )}
    >
      {(close) => (
        <div ref={list} role="none" onKeyDown={onKeyDown}>
          {choices.map((choice) => (
            <button
              key={choice}
              type="button"
              role="menuitemradio"
              aria-checked={choice === status}
              data-td-item
              tabIndex={choice === status ? 0 : -1}
              className="td-menu-item"
              onClick={() => {
                onChange(choice);
                close();
              }}
            >
              <PresenceBadge status={choice} isDecorative />
              {messages.presence[choice]}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
