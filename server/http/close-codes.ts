/** Why the server closes a WebSocket. docs/CLOSE_CODES.md says for each whether to come back; a test compares the two. */
export const closeCodes = {
  /** The node goes down for good, or its process ends. */
  goingAway: 1001,
  /** The node restarts: connect again, with jitter, and land on another one. */
  restart: 1012,
  /** Too many sockets or connects of this user, or the server cannot check tokens now. */
  tryAgainLater: 1013,
  /** A message that the protocol does not know, or one larger than `limits.requestBytesMax` (then 1009). */
  badRequest: 4400,
  /** An operation before `connection_init` was answered. */
  unauthorized: 4401,
  /** The token is missing, wrong, expired or its session was ended. */
  forbidden: 4403,
  /** No `connection_init` in time. */
  initTimeout: 4408,
  /** The id of an operation that is still running. */
  subscriberExists: 4409,
  /** The reader stood still for too long. */
  tooSlow: 4410,
  /** A second `connection_init`. */
  tooManyInits: 4429,
  /** A fault of the server. */
  internal: 4500,
} as const;
