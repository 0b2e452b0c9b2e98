import { z } from 'zod';
import { hashRequest, metadataInput, textInput } from '../../lib/input.ts';
import type { Limits } from '../../limits.ts';
import type { StoredUser } from '../../realtime/log-event.ts';

/** What of a user may be set. */
export type Profile = Pick<StoredUser, 'name' | 'pictureUrl' | 'metadata'>;

const pictureUrlInput = z
  .string()
  .max(2_048, 'takes at most 2,048 characters')
  .refine((text) => isWebAddress(text), 'takes an address that begins with https:// or http://');

/** Not what the parser would repair: what is stored is what every client gets, and not each repairs alike. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}\\]+$/iu.test(text) && text.isWellFormed() && URL.canParse(text);
}

/** A profile's fields as inputs: absent stays, null clears; `metadata` has no null to be set to. */
export function profileInput(limits: Limits) {
  return {
    name: textInput({ lengthMax: limits.titleLengthMax }).nullish(),
    pictureUrl: pictureUrlInput.nullish(),
    metadata: metadataInput(limits.metadataBytesMax).nullish(),
  };
}

interface ProfileChange {
  name?: string | null | undefined;
  pictureUrl?: string | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
}

/** The profile after the change, or null where it changes nothing: then there is nothing to write or to tell. */
export function changeProfile(before: Profile, change: ProfileChange): Profile | null {
  const after = {
    name: change.name === undefined ? before.name : change.name,
    pictureUrl: change.pictureUrl === undefined ? before.pictureUrl : change.pictureUrl,
    metadata: change.metadata ?? before.metadata,
  };
  const isSame =
    after.name === before.name &&
    after.pictureUrl === before.pictureUrl &&
    // Postgres keeps a jsonb object's fields in an order of its own.
    hashRequest(after.metadata) === hashRequest(before.metadata);
  return isSame ? null : after;
}
