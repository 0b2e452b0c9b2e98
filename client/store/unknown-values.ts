import type * as Api from '../generated/operations.ts';

/** Each value of an enum: one that the contract gains, or loses, is an error of the compiler's here. */
type Values<E extends string> = Record<E, 1>;

const kind: Values<Api.ConversationKind | Api.MessageKind> = {
  ...{ DIRECT: 1, GROUP: 1, CHANNEL: 1 },
  ...{ TEXT: 1, IMAGE: 1, FILE: 1, AUDIO: 1, VIDEO: 1, LOCATION: 1, SYSTEM: 1 },
};
const priority: Values<Api.MessagePriority | Api.NotificationPriority> = { LOW: 1, NORMAL: 1, HIGH: 1, URGENT: 1 };
const status: Values<Api.AttachmentStatus | Api.PresenceStatus | Api.ExportStatus> = {
  ...{ UPLOADING: 1, PROCESSING: 1, READY: 1, FAILED: 1, ONLINE: 1, AWAY: 1, BUSY: 1, OFFLINE: 1 },
  ...{ PENDING: 1, RUNNING: 1 },
};
const type: Values<Api.NotificationType> = {
  ...{ MESSAGE: 1, MENTION: 1, REACTION: 1, CONTACT_REQUEST: 1, CONTACT_ACCEPTED: 1, LOCATION_SHARED: 1 },
  ...{ NEARBY_CONTACT: 1, ASSIGNMENT: 1, DEADLINE: 1, ACHIEVEMENT: 1, ALERT: 1, SYSTEM: 1 },
};
const role: Values<Api.MemberRole> = { OWNER: 1, ADMIN: 1, MEMBER: 1 };
const audience: Values<Api.LocationAudience> = { NOBODY: 1, CONTACTS: 1, SELECTED: 1, EVERYONE: 1 };

/** By the field that has them: what lists and settings decide by. */
const known: Record<string, object> = { kind, priority, minimumPriority: priority, status, type, role, audience };

/** The application's own, in which anything may stand. */
const own = new Set(['metadata', 'data']);
/** An enum's value, and no media type. */
const isEnumValue = /^[A-Z_]+$/;

/**
 * Calls back with each enum value in a result that this client does not know, as `kind POLL`: a newer server's. It is kept as it
 * came, and nothing in the store depends on its being known.
 */
export function tellUnknownValues(result: unknown, tell: (name: string) => void): void {
  if (typeof result !== 'object' || result === null) return;
  for (const [name, value] of Object.entries(result)) {
    if (own.has(name)) continue;
    const values = Array.isArray(result) ? undefined : known[name];
    if (values !== undefined && typeof value === 'string' && isEnumValue.test(value) && !(value in values)) {
      tell(`${name} ${value}`);
    }
    tellUnknownValues(value, tell);
  }
}
