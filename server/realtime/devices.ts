import type { Activity } from './presence-store.ts';
import type { UserKey } from './user-key.ts';

/** A connection of a user's, as far as it shows that he is there. */
export interface Device {
  /** It has ended. Said again, it means nothing. */
  leave(): void;
}

/** The devices of one node, and what they amount to for each user. */
export interface Devices {
  /** A user has one more; `line` is what operations come over that are about this one, null for all that have none. */
  enter(user: UserKey, line: object | null): Device;
  /** Nobody has touched the devices of this line for so long; 0: somebody just has. */
  report(user: UserKey, line: object | null, idleMs: number): void;
  activityOf(user: UserKey): Activity | null;
  /** Who is there on this node. */
  users(): Iterable<UserKey>;
  close(): void;
}

interface DevicesOptions {
  /** How long a user is still there after his last device has ended, so that a reconnect is none. @default 5_000 // 5 seconds */
  graceMs: number;
  /** A device that nobody has touched for so long is idle. @default 300_000 // 5 minutes */
  awayAfterMs: number;
  onChange: (user: UserKey, activity: Activity | null) => void;
}

/** One that never reports is taken to be in use. */
interface OwnDevice {
  line: object | null;
  /** When it was last in use; null: it has said nothing. */
  activeAt: number | null;
}

interface Owner {
  key: string;
  user: UserKey;
  devices: Set<OwnDevice>;
  activity: Activity;
  /** What his last device left behind, for the one that takes its place within the grace. */
  heir: number | null;
  grace: NodeJS.Timeout | undefined;
  /** Goes off when the last active device becomes idle, unless there was a report meanwhile. */
  idle: NodeJS.Timeout | undefined;
}

export function createDevices({ graceMs, awayAfterMs, onChange }: DevicesOptions): Devices {
  const owners = new Map<string, Owner>();

  function open(key: string, user: UserKey): Owner {
    const owner: Owner = {
      key,
      user,
      devices: new Set(),
      activity: 'ONLINE',
      heir: null,
      grace: undefined,
      idle: undefined,
    };
    owners.set(key, owner);
    onChange(user, owner.activity);
    return owner;
  }

  function look(owner: Owner): void {
    clearTimeout(owner.idle);
    const activity = judge(owner);
    if (activity === owner.activity) return;
    owner.activity = activity;
    onChange(owner.user, activity);
  }

  /** The most active device decides. */
  function judge(owner: Owner): Activity {
    let lastActiveAt = 0;
    for (const { activeAt } of owner.devices) {
      if (activeAt === null) return 'ONLINE';
      lastActiveAt = Math.max(lastActiveAt, activeAt);
    }
    const leftMs = lastActiveAt + awayAfterMs - Date.now();
    if (leftMs <= 0) return 'AWAY';
    owner.idle = setTimeout(look, leftMs, owner).unref();
    return 'ONLINE';
  }

  function leave(owner: Owner, device: OwnDevice): void {
    if (!owner.devices.delete(device)) return;
    if (owner.devices.size > 0) {
      look(owner);
      return;
    }
    clearTimeout(owner.idle);
    owner.heir = owner.activity === 'AWAY' ? device.activeAt : null;
    owner.grace = setTimeout(() => {
      owners.delete(owner.key);
      onChange(owner.user, null);
    }, graceMs).unref();
  }

  return {
    enter(user, line) {
      const key = keyOf(user);
      const owner = owners.get(key) ?? open(key, user);
      clearTimeout(owner.grace);
      // Whoever was away and comes back at once, as after a cut of the network, has not touched anything for that.
      const device: OwnDevice = { line, activeAt: owner.devices.size === 0 ? owner.heir : null };
      owner.heir = null;
      owner.devices.add(device);
      look(owner);
      return { leave: () => leave(owner, device) };
    },
    report(user, line, idleMs) {
      const owner = owners.get(keyOf(user));
      if (owner === undefined) return;
      const activeAt = Date.now() - idleMs;
      for (const device of owner.devices) if (device.line === line) device.activeAt = activeAt;
      if (owner.devices.size > 0) look(owner);
    },
    activityOf: (user) => owners.get(keyOf(user))?.activity ?? null,
    *users() {
      for (const { user } of owners.values()) yield user;
    },
    close() {
      for (const { grace, idle } of owners.values()) {
        clearTimeout(grace);
        clearTimeout(idle);
      }
      owners.clear();
    },
  };
}

const keyOf = ({ tenantId, userId }: UserKey): string => `${tenantId}\n${userId}`;
