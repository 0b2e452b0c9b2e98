import type { Topic } from './log-event.ts';

/**
 * Where hints of a topic are published. The parts are encoded, so that no two tenants' channels can meet, whatever
 * characters their ids have.
 */
export function channelOf(prefix: string, tenantId: string, topic: Topic): string {
  return [prefix, tenantId, topic].map((part) => encodeURIComponent(part.toWellFormed())).join(':');
}
