import webPush from 'web-push';
import type { Config } from '../../config.ts';
import { type Db, withTransaction } from '../../db/transaction.ts';
import { vapidKeys } from './table.ts';

/** The pair by which push services know this installation (RFC 8292), each in base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/**
 * The pair of the settings, else that of the database, made on the first start. However many nodes start at once, one makes
 * it and all have it: browsers are bound to it, so another pair would lose every one of them.
 */
export async function openVapidKeys(db: Db, { vapid }: Pick<Config, 'vapid'>): Promise<VapidKeys> {
  if (vapid !== null) return vapid;
  return withTransaction(db, async (tx) => {
    const columns = { publicKey: vapidKeys.publicKey, privateKey: vapidKeys.privateKey };
    const [kept] = await tx.select(columns).from(vapidKeys);
    if (kept !== undefined) return kept;
    // Whoever comes second waits here for the first to commit, and then reads what that one made.
    await tx.insert(vapidKeys).values(webPush.generateVAPIDKeys()).onConflictDoNothing();
    const [made] = await tx.select(columns).from(vapidKeys);
    if (made === undefined) throw new Error('The pair of keys was made and is gone.');
    return made;
  });
}
