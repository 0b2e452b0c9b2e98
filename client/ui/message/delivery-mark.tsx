import { Icon, type IconName } from '../shared/icon.tsx';
import type { DeliveryStatus } from '../types.ts';
import { useUi } from '../ui-context.tsx';

const icons: Record<DeliveryStatus, IconName> = {
  queued: 'clock',
  sending: 'clock',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'alert',
};

/** How far an own message has got, as a mark with a name. */
export function DeliveryMark({ status }: { status: DeliveryStatus }) {
  const { messages } = useUi();
  return (
    <span className="td td-delivery" data-status={status} title={messages.status[status]}>
      <Icon name={icons[status]} />
      <span className="td-hidden">{messages.status[status]}</span>
    </span>
  );
}
