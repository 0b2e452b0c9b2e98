/** Says its text to screen readers whenever it changes, when they have finished what they say. */
export function Announcer({ text }: { text: string }) {
  return (
    <span className="td-hidden" role="status">
      {text}
    </span>
  );
}
