import { mayObserve } from '../privacy/may-observe.ts';
import { type Circle, relationIn } from '../privacy/read-circles.ts';

/** Whether a viewer may see that a user types, whose circle this is. */
export const seesTyping = (circle: Circle, viewerId: string): boolean =>
  mayObserve('TYPING', relationIn(circle, viewerId), { subject: circle.settings });

/** Whether all these viewers may. Nobody is asked about where he has blocked nobody. */
export function isOpenTo(circle: Circle, viewerIds: () => ReadonlySet<string>): boolean {
  if (!mayObserve('TYPING', 'STRANGER', { subject: circle.settings })) return false;
  return ![...circle.blockedIds].some((id) => viewerIds().has(id));
}

/**
 * In a DIRECT what somebody does is shown to nobody who has blocked him: his messages are not, and so not that he types.
 * The circle is the viewer's.
 */
export const hearsOf = (viewers: Circle, typistId: string): boolean =>
  mayObserve('NOTIFICATION', relationIn(viewers, typistId), {});
