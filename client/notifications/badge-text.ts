/** What a badge shows: nothing for none, `99+` for more than 99. */
export function badgeText(count: number): string {
  if (count <= 0) return '';
  return count > 99 ? '99+' : String(count);
}
