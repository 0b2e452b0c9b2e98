/** Outlines on a grid of 24. */
const paths = {
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01',
  clip: 'M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.8 17a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  send: 'M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  bell: 'M6 9.5a6 6 0 1 1 12 0c0 5 2 6.5 2 6.5H4s2-1.5 2-6.5ZM10 19.5a2.2 2.2 0 0 0 4 0',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4',
  reply: 'M9.5 6.5 4 12l5.5 5.5M4.5 12H14a6 6 0 0 1 6 6',
  thread: 'M4 5h16v11h-9l-5 4v-4H4ZM8 9h8M8 12.2h5',
  edit: 'M4 20h4L19.5 8.5a2.1 2.1 0 0 0-4-4L4 16ZM13.5 6.5l4 4',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checks: 'M2 12.5 6.5 17 15 7.5M12 16.5l.5.5L22 7.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V12l3 2',
  alert: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5v5.5M12 16.3h.01',
  down: 'M12 5v14M5.5 12.5 12 19l6.5-6.5',
  up: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  file: 'M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5',
  mute: 'M9 5.3A6 6 0 0 1 18 9.5c0 2 .3 3.5.8 4.500M6 9.5C6 14.500 4 16 4 16h12M10 19.5a2.200 2.200 0 0 0 4 0M4 4l16 16',
  pin: 'M9 4h6l-1 6 3.500 3.500h-11L10 10ZM12 13.500V20',
  archive: 'M3.500 5h17v4h-17ZM5 9v10h14V9M10 12.500h4',
  chevron: 'M6.500 9.500 12 15l5.500-5.500',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside or instead of a text; what it means is said by the button around it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="td-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
