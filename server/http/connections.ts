import type { Config } from '../config.ts';
import type { Actor } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Device } from '../realtime/devices.ts';
import type { Presence } from '../realtime/presence.ts';
import { closeCodes } from './close-codes.ts';

/** A WebSocket or an SSE stream, as its node sees it. */
export interface LiveConnection {
  /** Whose; null until a socket has said so. */
  readonly actor: Actor | null;
  /** Operations come over it. False: it only brings. */
  readonly isSocket: boolean;
  close(code: number, reason: string): void;
  /** Pings, and ends it when it has been silent for too long. */
  sweep?(now: number): void;
}

/** All live connections of this node. */
export interface Connections {
  /** Counts a connection for its user, who is there as long as it lives. Throws RATE_LIMITED where he has as many as he may. */
  admit(connection: LiveConnection): void;
  /** Watches a connection from its first moment on. */
  add(connection: LiveConnection): void;
  remove(connection: LiveConnection): void;
  all(): LiveConnection[];
  stop(): void;
}

/** A token's end is noticed within this time; the contract allows 5 s. */
const sweepIntervalMsMax = 1_000;

export function createConnections(config: Config, presence: Pick<Presence, 'enter'>): Connections {
  const live = new Set<LiveConnection>();
  const owners = new Map<LiveConnection, string>();
  const counts = new Map<string, number>();
  const devices = new Map<LiveConnection, Device>();

  const sweepIntervalMs = Math.min(sweepIntervalMsMax, config.limits.pingIntervalMs, config.socketSilenceMsMax / 4);
  const timer = setInterval(() => {
    const now = Date.now();
    for (const connection of live) {
      const { actor } = connection;
      if (actor !== null && actor.expiresAtMs <= now) connection.close(closeCodes.forbidden, 'The token has expired.');
      else connection.sweep?.(now);
    }
  }, sweepIntervalMs);
  timer.unref();

  function release(connection: LiveConnection): void {
    devices.get(connection)?.leave();
    devices.delete(connection);
    const owner = owners.get(connection);
    if (owner === undefined) return;
    owners.delete(connection);
    const left = (counts.get(owner) ?? 1) - 1;
    if (left === 0) counts.delete(owner);
    else counts.set(owner, left);
  }

  return {
    admit(connection) {
      if (connection.actor === null || owners.has(connection)) return;
      const owner = `${connection.actor.tenantId}\n${connection.actor.userId}`;
      const count = counts.get(owner) ?? 0;
      const max = config.limits.socketsPerUserMax;
      if (count >= max) {
        throw new AppError('RATE_LIMITED', `A user has at most ${max} live connections; close another.`, {
          retryAfterMs: 5_000,
        });
      }
      owners.set(connection, owner);
      counts.set(owner, count + 1);
      live.add(connection);
      // A backend or an admin is nobody of whom it is asked whether he is there.
      if (connection.actor.role !== 'user') return;
      const { tenantId, userId } = connection.actor;
      devices.set(connection, presence.enter({ tenantId, userId }, connection.isSocket ? connection : null));
    },
    add: (connection) => void live.add(connection),
    remove(connection) {
      live.delete(connection);
      release(connection);
    },
    all: () => [...live],
    stop: () => clearInterval(timer),
  };
}
