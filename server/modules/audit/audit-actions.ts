/** What is written down, and what the entry's `details` say. */
export const auditActions = [
  /** `until`. */
  'MEMBER_MUTED',
  'MEMBER_UNMUTED',
  /** `until` (null: for good) and `wasMember`. */
  'MEMBER_BANNED',
  'MEMBER_UNBANNED',
  'MEMBER_REMOVED',
  /** `from` and `to`. */
  'MEMBER_ROLE_SET',
  /** `fromMs` and `toMs`. */
  'SLOW_MODE_SET',
  /** `fields`: the names of what was changed. */
  'CONVERSATION_UPDATED',
  /** An admin deleted another's message: `messageId` and `messageSeq`. */
  'MESSAGE_DELETED',
  /** `reportId`, `messageId` and `reason`. */
  'MESSAGE_REPORTED',
  /** `reportId`, `messageId` and `resolution`. */
  'REPORT_RESOLVED',
  /** `scope`. */
  'USER_ERASED',
  /** `endpointId`. */
  'WEBHOOK_CREATED',
  /** `endpointId`, and `fields`: the names of what was given. */
  'WEBHOOK_UPDATED',
  /** `endpointId`. */
  'WEBHOOK_SECRET_ROTATED',
  /** `endpointId`. */
  'WEBHOOK_DELETED',
  /** `endpointId`, `since` (null: by their ids) and `count`. */
  'WEBHOOK_REPLAYED',
  /** `since` (null: by their ids) and `count`. */
  'NOTIFICATIONS_REPLAYED',
] as const;

export type AuditAction = (typeof auditActions)[number];
