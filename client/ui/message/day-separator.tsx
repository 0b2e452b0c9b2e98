import { useTicking } from '../shared/use-ticks.ts';
import { useUi } from '../ui-context.tsx';
import { dayText } from './days.ts';

/** The line that begins a day. */
export function DaySeparator({ at }: { /** RFC 3339. */ at: string }) {
  const { messages, locale, now } = useUi();
  const text = useTicking(() => dayText(at, now(), messages, locale));
  return (
    <div className="td-day">
      <time dateTime={at.slice(0, 10)}>{text}</time>
    </div>
  );
}
