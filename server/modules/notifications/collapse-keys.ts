import { type SQL, sql } from 'drizzle-orm';

/** What notifications are collapsed by: one of a user with the same key takes the other's place. */
export const messageKey = (conversationId: string): string => `message/${conversationId}`;
export const mentionKey = (conversationId: string, seq: number): string => `mention/${conversationId}/${seq}`;
export const reactionKey = (conversationId: string, seq: number): string => `reaction/${conversationId}/${seq}`;
/** The same, of columns. */
export const reactionKeyOf = (conversationId: SQL, seq: SQL): SQL =>
  sql`'reaction/' || ${conversationId} || '/' || ${seq}`;
export const contactRequestKey = (userId: string): string => `contact-request/${userId}`;
export const contactAcceptedKey = (userId: string): string => `contact-accepted/${userId}`;
export const locationKey = (userId: string): string => `location/${userId}`;
export const nearbyKey = (userId: string): string => `nearby/${userId}`;
