import type { Activity } from './presence-store.ts';
import type { UserKey } from './user-key.ts';

/** A connection of a user's, as far as it shows that he is there. */
export interface Device {
  /** It has ended. Said again, it means nothing. */
  leave(): void;
}

/** What a device says of itself. */
export interface DeviceReport {
  /** Nobody has touched it for so long; 0: somebody just has. */
  idleMs: number;
  /** The conversation that it shows; null: none. Absent: the same as before. */
  openConversationId?: string | null;
}

/** The devices of one node, and what they amount to for each user. */
export interface Devices {
  /** A user has one more; `line` is what operations come over that are about this one, null for all that have none. */
  enter(user: UserKey, line: object | null): Device;
  /** What is known of the devices of this line. */
  report(user: UserKey, line: object | null, report: DeviceReport): void;
  /** The conversations that the user has open on devices that are not idle. */
  openOf(user: UserKey): readonly string[];
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
  onChange: (user: UserKey, activity: Activity | null, open: readonly string[]) => void;
}

/** One that never reports is taken to be in use. */
interface OwnDevice {
  line: object | null;
  /** When it was last in use; null: it has said nothing. */
  activeAt: number | null;
  openConversationId: string | null;
}

interface Owner {
  key: string;
  user: UserKey;
  devices: Set<OwnDevice>;
  activity: Activity;
  /** In order. */
  open: readonly string[];
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
      open: [],
      heir: null,
      grace: undefined,
      idle: undefined,
    };
    owners.set(key, owner);
    onChange(user, owner.activity, owner.open);
    return owner;
  }

  function look(owner: Owner): void {
    clearTimeout(owner.idle);
    set(owner, judge(owner));
  }

  function set(owner: Owner, { activity, open }: Pick<Owner, 'activity' | 'open'>): void {
    if (activity === owner.activity && `${open}` === `${owner.open}`) return;
    owner.activity = activity;
    owner.open = open;
    onChange(owner.user, activity, open);
  }

  /** The most active device decides; what is open is what those show that are not idle. */
  function judge(owner: Owner): Pick<Owner, 'activity' | 'open'> {
    const now = Date.now();
    const open = new Set<string>();
    let activeUntil = 0;
    let changesAt = Number.POSITIVE_INFINITY;
    for (const { activeAt, openConversationId } of owner.devices) {
      const idleAt = activeAt === null ? Number.POSITIVE_INFINITY : activeAt + awayAfterMs;
      activeUntil = Math.max(activeUntil, idleAt);
      if (openConversationId === null || idleAt <= now) continue;
      open.add(openConversationId);
      changesAt = Math.min(changesAt, idleAt);
    }
    if (activeUntil <= now) return { activity: 'AWAY', open: [] };
    const leftMs = Math.min(changesAt, activeUntil) - now;
    if (Number.isFinite(leftMs)) owner.idle = setTimeout(look, leftMs, owner).unref();
    return { activity: 'ONLINE', open: [...open].sort() };
  }

  function leave(owner: Owner, device: OwnDevice): void {
    if (!owner.devices.delete(device)) return;
    if (owner.devices.size > 0) {
      look(owner);
      return;
    }
    clearTimeout(owner.idle);
    set(owner, { activity: owner.activity, open: [] });
    owner.heir = owner.activity === 'AWAY' ? device.activeAt : null;
    owner.grace = setTimeout(() => {
      owners.delete(owner.key);
      onChange(owner.user, null, []);
    }, graceMs).unref();
  }

  return {
    enter(user, line) {
      const key = keyOf(user);
      const owner = owners.get(key) ?? open(key, user);
      clearTimeout(owner.grace);
      // Whoever was away and comes back at once, as after a cut of the network, has not touched anything for that.
      const activeAt = owner.devices.size === 0 ? owner.heir : null;
      const device: OwnDevice = { line, activeAt, openConversationId: null };
      owner.heir = null;
      owner.devices.add(device);
      look(owner);
      return { leave: () => leave(owner, device) };
    },
    report(user, line, { idleMs, openConversationId }) {
      const owner = owners.get(keyOf(user));
      if (owner === undefined) return;
      const activeAt = Date.now() - idleMs;
      for (const device of owner.devices) {
        if (device.line !== line) continue;
        device.activeAt = activeAt;
        if (openConversationId !== undefined) device.openConversationId = openConversationId;
      }
      if (owner.devices.size > 0) look(owner);
    },
    openOf: (user) => owners.get(keyOf(user))?.open ?? [],
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
