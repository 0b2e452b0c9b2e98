import { distanceMeters } from '../../lib/distance.ts';
import type { Position } from './position.ts';

/** How often positions are published. */
export interface Pace {
  /** Between two of one user. @default 5_000 // 5 seconds */
  intervalMs: number;
  /** From one snapped place to the next, or it is the same. @default 10 */
  distanceMetersMin: number;
  /** So long after the last one, the same place is said again, if it was reported meanwhile. @default 25_000 */
  refreshMs: number;
}

/** Whether a snapped place is another one. Only snapped places are ever compared: what lies within a cell decides nothing. */
function hasMoved(told: Position, next: Position, { distanceMetersMin }: Pace): boolean {
  return told.precision !== next.precision || distanceMeters(told, next) >= distanceMetersMin;
}

/** When the next position may be published, where `told` was the last; null: there was none. */
export function dueAt(told: Position | null, next: Position, pace: Pace): number {
  if (told === null) return 0;
  return told.publishedAt + (hasMoved(told, next, pace) ? pace.intervalMs : pace.refreshMs);
}

/** What is published at this time: the new place, or the old one with what else is new. */
export function toPublish(told: Position | null, next: Position, pace: Pace, publishedAt: number): Position {
  if (told === null || hasMoved(told, next, pace)) return { ...next, publishedAt };
  const { latitude, longitude } = told;
  return { ...next, latitude, longitude, publishedAt };
}
