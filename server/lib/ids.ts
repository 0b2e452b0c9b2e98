import { getType, typeidUnboxed } from 'typeid-js';
import { AppError } from '../errors.ts';

/** What a TypeID's prefix names. */
const kinds = {
  conv: 'conversation',
  msg: 'message',
  att: 'attachment',
  exp: 'export',
  ntf: 'notification',
  ntd: 'notification delivery',
  ntb: 'broadcast',
  psh: 'push subscription',
  rpt: 'report',
  aud: 'audit entry',
  whk: 'webhook endpoint',
  whd: 'webhook delivery',
} as const;

export type IdPrefix = keyof typeof kinds;

const typeIdForm = /^([a-z](?:[a-z_]{0,61}[a-z])?)_([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/** A new TypeID: the prefix and a UUIDv7, so that ids sort by time. */
export function createId(prefix: IdPrefix): string {
  return typeidUnboxed(prefix);
}

/** Whether a text has the form of a TypeID, of whatever prefix. */
export function isTypeId(id: string): boolean {
  return typeIdForm.test(id);
}

/** The prefix, if it is one of ours; otherwise undefined. */
export function prefixOf(id: string): IdPrefix | undefined {
  if (!isTypeId(id)) return undefined;
  const prefix = getType(id as Parameters<typeof getType>[0]);
  return prefix in kinds ? (prefix as IdPrefix) : undefined;
}

/** Throws BAD_USER_INPUT unless `id` is a TypeID with this prefix. */
export function assertId(prefix: IdPrefix, id: string, field: string): void {
  if (typeIdForm.exec(id)?.[1] === prefix) return;
  const got = typeIdForm.exec(id)?.[1];
  const seen = got === undefined ? 'a text that is not a TypeID' : `an id that begins with ${got}_`;
  throw new AppError('BAD_USER_INPUT', `\`${field}\` takes a ${kinds[prefix]}'s id, ${prefix}_…; it got ${seen}.`, {
    field,
  });
}
