import type { Place } from '../../realtime/place-index.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import { coarsen, decodePosition, encodePosition, type Position } from './position.ts';
import type { Share, Sharing } from './queries.ts';

/** A published position, as the index of places keeps it for the share under which it was published. */
export function toPlace({ userId }: UserKey, share: Share, position: Position): Place {
  const { latitude, longitude } = position;
  return { member: userId, latitude, longitude, value: `${share.id} ${encodePosition(position)}` };
}

/** Where the share that runs has put somebody; null: it has not, whatever another one did. */
export function positionAt(
  place: Place | null | undefined,
  { share, precision }: Pick<Sharing, 'share' | 'precision'>,
) {
  if (place == null || share === null || !place.value.startsWith(`${share.id} `)) return null;
  const position: Position = decodePosition(place.value.slice(share.id.length + 1));
  return coarsen(position, precision);
}
