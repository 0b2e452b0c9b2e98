import type { OutgoingItem, RenderedNotification } from '../deliveries/channel.ts';

/** Notifications of one conversation or thread, or one that belongs to none. */
export interface Section {
  /** The same for whatever belongs together, in this mail and in others. */
  key: string;
  /** How many there are. */
  count: number;
  /** The newest first, and no more of them than a mail shows. */
  shown: RenderedNotification[];
}

/** What a mail shows; the rest is counted. */
const sectionsMax = 10;
const shownMax = 5;

const keyOf = ({ conversationId, threadRootSeq, tag }: RenderedNotification): string =>
  JSON.stringify(conversationId === null ? [tag] : [conversationId, threadRootSeq]);

/** Groups what goes into one mail, what is newest first. `more` counts what is in no section. */
export function groupItems(items: readonly OutgoingItem[]): { sections: Section[]; more: number } {
  const newest = items.map(({ notification }) => notification).toReversed();
  const groups = [...Map.groupBy(newest, keyOf)].map(([key, of]) => ({
    ...{ key, count: of.length, shown: of.slice(0, shownMax) },
  }));
  const sections = groups.slice(0, sectionsMax);
  return { sections, more: sections.reduce((left, { count }) => left - count, newest.length) };
}
