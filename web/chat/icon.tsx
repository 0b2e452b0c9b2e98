import type { ReactElement } from 'react';

/** Lines on a field of 24 by 24, drawn here: a device need not have a font with them. */
const lines = {
  bell: 'M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9M10 20a2.2 2.2 0 0 0 4 0',
  leave: 'M9 4H5v16h4M15 8l4 4-4 4M19 12H9',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6',
  attach: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.5 8.3a1.7 1.7 0 0 1-2.4-2.4L15 7',
  reply: 'M9 8V4l-6 6 6 6v-4c6 0 9 2 11 6 0-6-4-10-11-10z',
  thread: 'M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12h5',
  edit: 'M4 20l1-5L16 4l4 4L9 19z',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
} as const;

interface IconProps {
  name: keyof typeof lines;
}

export function Icon({ name }: IconProps): ReactElement {
  return (
    <svg className="lines" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
      <path d={lines[name]} />
    </svg>
  );
}
