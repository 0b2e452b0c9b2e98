import type { Services } from '../../context.ts';
import type { DeliveryChannel } from './channel.ts';
import type { Claimed } from './claim-deliveries.ts';
import type { LaneKey } from './queues.ts';

export interface SendParts extends Pick<Services, 'db' | 'jobs' | 'realtime' | 'config' | 'log'> {
  channels: readonly DeliveryChannel[];
  /** The time. @default the system's */
  now?: () => Date;
  /** How long an attempt may take, in milliseconds. @default 15_000 // 15 seconds */
  attemptMs?: number;
  /** What comes to be due so soon is waited for, in milliseconds. @default 3_000 // 3 seconds */
  lingerMs?: number;
}

/** One node's work on one tenant's channel, for some seconds. */
export interface Shift extends LaneKey {
  parts: SendParts;
  channel: LaneKey['channel'];
  by: DeliveryChannel;
  leaseId: string;
  now: () => Date;
  attemptMs: number;
  stop: AbortSignal;
}

/** What is sent to one user and target at once. */
export interface Group {
  userId: string;
  targetId: string;
  claimed: readonly Claimed[];
}
