/** `system` is as the device says. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'tidings-theme';

export function readTheme(): Theme {
  const theme = localStorage.getItem(key);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Keeps it, and shows the page so. */
export function writeTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  applyTheme();
}

/** Shows the page as it was chosen. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = readTheme();
}
