import { type ReactElement, useEffect, useState } from 'react';
import {
  MarkNotificationsReadDocument,
  NotificationsDocument,
  type NotificationsQuery,
} from '../../client/generated/operations.ts';
import { useClient } from '../../client/react/index.ts';
import { Panel } from './panel.tsx';
import { shortTimeOf } from './times.ts';

interface NotificationsPanelProps {
  onOpen: (conversationId: string) => void;
  onClose: () => void;
}

type Shown = NonNullable<
  NonNullable<NonNullable<NotificationsQuery['viewer']['notifications']['edges']>[number]>['node']
>;

/** The inbox, newest first, with what its messages say now. */
export function NotificationsPanel({ onOpen, onClose }: NotificationsPanelProps): ReactElement {
  const client = useClient();
  const [inbox, setInbox] = useState<Shown[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = () =>
      client.execute(NotificationsDocument, { first: 50 }).then(
        ({ viewer }) => isWanted && setInbox((viewer.notifications.edges ?? []).flatMap((edge) => edge?.node ?? [])),
        () => {},
      );
    void load();
    const inboxOf = client.state.select((state) => state?.notifications);
    const leave = inboxOf.subscribe(load);
    return () => {
      isWanted = false;
      leave();
    };
  }, [client]);
  const read = (input: { ids: string[] } | { all: true }) =>
    client.execute(MarkNotificationsReadDocument, { input }).catch(() => null);
  return (
    <Panel title="Notifications" onClose={onClose}>
      <button type="button" onClick={() => void read({ all: true })}>
        Mark all as read
      </button>
      {inbox?.length === 0 && <p className="note">Nothing new. Mention Alice with @alice to make something.</p>}
      <ul className="inbox">
        {inbox?.map(({ id, title, body, createdAt, isRead, conversationId }) => (
          <li key={id} data-read={isRead}>
            <button
              type="button"
              onClick={() => {
                void read({ ids: [id] });
                if (conversationId !== null) onOpen(conversationId);
              }}
            >
              <strong>{title}</strong> <time dateTime={createdAt}>{shortTimeOf(createdAt)}</time>
              <span className="last">{body}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
