import { type ReactNode, useState } from 'react';
import {
  Avatar,
  ConnectionBanner,
  ConversationList,
  LocationMap,
  MessageComposer,
  MessageList,
  NotificationBell,
  NotificationCentre,
  PresenceBadge,
  PresenceSelector,
  type PresenceStatus,
  PresenceText,
  SearchBox,
  ThreadPanel,
  Toasts,
  TypingIndicator,
} from '../index.ts';
import { ada, bob, cleo, conversations, messages, minutesAgo, notifications, places, sampleNow } from './samples.ts';

const nothing = () => {};
const handlers = {
  ...{ onReact: nothing, onReply: nothing, onOpenThread: nothing, onEdit: nothing, onRemove: nothing },
  ...{ onRetry: nothing, onDiscard: nothing },
};
const statuses: PresenceStatus[] = ['ONLINE', 'AWAY', 'BUSY', 'OFFLINE'];

/** Every part, as an application might lay them out. */
export function Gallery() {
  const [sent, setSent] = useState<string[]>([]);
  return (
    <>
      <ConnectionBanner
        status="waiting"
        downSince={sampleNow - 60_000}
        retryAt={sampleNow + 8_000}
        onConnect={nothing}
      />
      <main className="gallery">
        <h1>Parts</h1>
        <Section title="Conversations">
          <ConversationList conversations={conversations} selectedId="c2" onSelect={nothing} />
        </Section>
        <Section title="Conversation" isTall>
          <MessageList messages={messages} firstUnreadKey="7" {...handlers} />
          <TypingIndicator people={[ada, bob, cleo]} />
          <MessageComposer
            draftKey="gallery"
            people={[ada, bob, cleo]}
            textMax={500}
            onAddFiles={nothing}
            onRemoveAttachment={nothing}
            attachments={[{ id: 'u1', name: 'menu.pdf', sizeBytes: 300_000 }]}
            onSend={({ text, mentionedUserIds }) => setSent([...sent, `${text}|${mentionedUserIds.join()}`])}
          />
          <output data-testid="sent" hidden>
            {JSON.stringify(sent)}
          </output>
        </Section>
        <Section title="A thread" isTall>
          <ThreadPanel root={messages[0] ?? null} onClose={nothing}>
            <MessageList messages={messages.slice(3, 5)} label="Replies" />
            <MessageComposer
              onSend={nothing}
              attachments={[{ id: 'u2', name: 'menu.pdf', sizeBytes: 300_000, progress: 0.4 }]}
              context={{ kind: 'reply', author: 'Bob Marsh', text: 'I bring the lights' }}
            />
          </ThreadPanel>
        </Section>
        <Section title="People">
          <People />
        </Section>
        <Section title="Inbox">
          <NotificationBell unreadCount={120}>{() => <p>Nothing here</p>}</NotificationBell>
          <NotificationCentre
            notifications={notifications}
            onOpen={nothing}
            onMarkAllRead={nothing}
            onArchive={nothing}
          />
        </Section>
        <Section title="Places">
          <LocationMap places={places} />
        </Section>
        <Section title="Search">
          <Search />
        </Section>
      </main>
      <Toasts
        toasts={[{ id: 't1', title: 'Ada Lovelace', body: 'Are you there?', createdAt: minutesAgo(0), isRead: false }]}
        onDismiss={nothing}
        onOpen={nothing}
      />
    </>
  );
}

function People() {
  const [presence, setPresence] = useState<PresenceStatus>('ONLINE');
  return (
    <>
      <PresenceSelector status={presence} onChange={setPresence} />
      <div className="gallery-row">
        {statuses.map((status) => (
          <Avatar key={status} person={bob} presence={status} />
        ))}
        <Avatar person={cleo} size={56} />
        <PresenceBadge status="BUSY" />
      </div>
      <PresenceText status="OFFLINE" lastSeenAt={minutesAgo(5)} customStatus={{ emoji: '🌴', text: 'On holiday' }} />
    </>
  );
}

function Search() {
  const [query, setQuery] = useState('lights');
  const result = { place: 'Garden party', author: 'Bob Marsh', createdAt: minutesAgo(60) };
  return (
    <SearchBox
      query={query}
      onQueryChange={setQuery}
      status="ready"
      results={[{ ...result, id: 'r1', text: 'I bring the lights, @Mia', highlights: [{ start: 12, end: 18 }] }]}
      onSelect={nothing}
      onMore={nothing}
    />
  );
}

function Section({ title, isTall, children }: { title: string; isTall?: boolean; children: ReactNode }) {
  return (
    <section className={isTall ? 'gallery-tall' : ''} aria-label={title}>
      {children}
    </section>
  );
}
