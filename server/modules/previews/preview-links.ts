import { z } from 'zod';
import type { Services } from '../../context.ts';
import type { JobRun, Jobs, Queue } from '../../jobs/jobs.ts';
import type { LogConsumer } from '../../realtime/log-consumer.ts';
import type { LogEvent } from '../../realtime/log-event.ts';
import { addLinkPreviews } from '../messages/add-link-previews.ts';
import { readMessage, readMessagesAt } from '../messages/queries.ts';
import { fetchPage } from './fetch-page.ts';
import { findLinks } from './find-links.ts';
import { readPreview } from './read-preview.ts';

const previewJob = z.object({ tenantId: z.string(), messageId: z.string(), version: z.number() });

/** One message whose links are to be looked at; of another version there is another job. */
export const previewQueue: Queue<z.output<typeof previewJob>> = {
  name: 'link_previews',
  data: previewJob,
  retriesMax: 1,
  timeoutMs: 30_000,
  concurrency: 4,
};

/** Enqueues a job for each message that names a link. */
export function createPreviewConsumer(jobs: Jobs): LogConsumer {
  return {
    name: 'link_previews',
    types: ['MessageSent', 'MessageEdited'],
    async handle(tx, events) {
      for (const [tenantId, ofTenant] of Map.groupBy(events, (event) => event.tenantId)) {
        const found = await readMessagesAt(tx, tenantId, ofTenant.map(placeOf));
        const linked = [...found.values()].filter(({ text }) => text !== null && findLinks(text).length > 0);
        await jobs.enqueueAll(
          tx,
          previewQueue,
          linked.map(({ id, version }) => ({ tenantId, messageId: id, version })),
        );
      }
    },
  };
}

function placeOf(event: LogEvent) {
  return { conversationId: event.topic, seq: event.type === 'MessageEdited' ? event.payload.messageSeq : event.seq };
}

/** Looks at the links of a message and adds what their pages say of themselves, if it says the same then as now. */
export async function previewLinks(
  services: Pick<Services, 'db' | 'realtime' | 'config'>,
  { tenantId, messageId, version }: z.output<typeof previewJob>,
  { signal }: Pick<JobRun, 'signal'>,
): Promise<void> {
  const message = await readMessage(services.db, tenantId, messageId);
  if (message?.version !== version || message.text === null) return;
  const privateAddresses = services.config.linkPreviewPrivateAddresses;
  const found = await Promise.all(
    findLinks(message.text).map(async (url) => {
      const page = await fetchPage(url, { privateAddresses, signal });
      return page === null ? null : readPreview(url, page);
    }),
  );
  const previews = found.filter((preview) => preview !== null);
  if (previews.length === 0) return;
  await addLinkPreviews(services, tenantId, message, previews);
}
