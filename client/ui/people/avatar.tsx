import { type CSSProperties, useState } from 'react';
import { nameOf, type Person, type PresenceStatus } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { hueOf, initialsOf } from './initials.ts';
import { PresenceBadge } from './presence-badge.tsx';

/** Props of `Avatar`. */
export interface AvatarProps {
  person: Person;
  /** In CSS pixels. @default 40 */
  size?: number;
  /** Shown as a ring and a badge. @default none */
  presence?: PresenceStatus | null | undefined;
  /** The name is read beside it, so that it need not be said twice. @default false */
  isDecorative?: boolean;
}

/** Somebody's picture, or his initials. */
export function Avatar({ person, size = 40, presence = null, isDecorative = false }: AvatarProps) {
  const { messages } = useUi();
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const { pictureUrl } = person;
  const hasPicture = pictureUrl != null && pictureUrl !== brokenUrl;
  const name = nameOf(person);
  const said = presence === null ? name : `${name}, ${messages.presence[presence]}`;
  const style = { '--td-avatar-size': `${size}px`, '--td-avatar-hue': hueOf(person.id) } as CSSProperties;
  return (
    <span
      className="td td-avatar"
      style={style}
      data-presence={presence ?? undefined}
      {...(isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': said })}
    >
      {hasPicture ? (
        <img className="td-avatar-face" src={pictureUrl} alt="" onError={() => setBrokenUrl(pictureUrl)} />
      ) : (
        <span className="td-avatar-face" aria-hidden="true">
          {initialsOf(name)}
        </span>
      )}
      {presence !== null && <PresenceBadge status={presence} isDecorative />}
    </span>
  );
}
