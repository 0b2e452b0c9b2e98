/** A count as a badge shows it: three digits do not fit. */
export const badgeText = (count: number): string => (count > 99 ? '99+' : String(count));

/** A count in a pill; nothing at 0. */
export function CountBadge({
  count,
  label,
}: {
  count: number /** What is counted, for screen readers. */;
  label: string;
}) {
  if (count <= 0) return null;
  return (
    <span className="td-badge">
      <span aria-hidden="true">{badgeText(count)}</span>
      <span className="td-hidden">{label}</span>
    </span>
  );
}
