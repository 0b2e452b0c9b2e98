import type { ReactElement } from 'react';

interface AvatarProps {
  id: string;
  name: string;
  /** Null: nothing is known of it, or nothing shown. */
  status?: string | null;
}

/** A coloured circle with initials, the same for the same person everywhere. */
export function Avatar({ id, name, status = null }: AvatarProps): ReactElement {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 12, 7);
  const initials = name
    .split(' ')
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('');
  return (
    <span className={`avatar hue-${hue}`} aria-hidden="true">
      {initials.toUpperCase()}
      {status !== null && <span className={`dot ${status.toLowerCase()}`} />}
    </span>
  );
}
