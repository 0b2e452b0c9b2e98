import { isDeepStrictEqual } from 'node:util';
import type { Services } from '../../context.ts';
import type { PresenceWatch } from '../../realtime/presence.ts';
import { nowhere } from '../../realtime/presence-store.ts';
import type { Realtime, SignalStream } from '../../realtime/realtime.ts';
import type { UserKey } from '../../realtime/user-key.ts';
import type { Pair, Relation } from '../privacy/may-observe.ts';
import { defaultSettings } from '../privacy/queries.ts';
import { pairReader } from '../privacy/read-pairs.ts';
import { createPresenceViews, type PresenceViews } from './presence-views.ts';
import { emptyRow, presenceRowReader } from './queries.ts';
import { moveTo, nextExpiry, type Subject, showPresence } from './show-presence.ts';
import { createTenantWatches } from './tenant-watches.ts';

/** Those whose presence is watched over this node, and by whom. */
export interface PresenceBoard {
  /** Shows the stream each of these users, none twice, in their order, and whatever changes, until it leaves. */
  enter(viewer: UserKey, userIds: readonly string[], stream: SignalStream): Promise<void>;
  leave(stream: SignalStream): void;
}

interface Watched {
  key: string;
  user: UserKey;
  subject: Subject;
  views: PresenceViews;
  watch: PresenceWatch | null;
  /** Who looks, by stream. */
  viewers: Map<SignalStream, string>;
  /** Fulfilled once it is known what there is to be seen, and changes would be heard. */
  ready: Promise<void>;
  /** How many times it was said that others may see more or less of him. An answer from before the last is worth nothing. */
  changes: number;
  /** Up to which of them it has been found out who may see what. Until it is the last, nothing is told. */
  checked: number;
  checking: Promise<void> | null;
  isClosed: boolean;
  expiry: NodeJS.Timeout | undefined;
  release: () => void;
}

type BoardServices = Pick<Services, 'db' | 'realtime' | 'config' | 'log'>;

/** A timer takes no more than 2^31 ms. */
const timerMsMax = 2_000_000_000;
const retryMs = 1_000;

function createPresenceBoard({ db, realtime, config, log }: BoardServices): PresenceBoard {
  const watched = new Map<string, Watched>();
  /** Where each stream has been shown everybody. */
  const places = new Map<SignalStream, Watched[]>();
  /** Those that are not so far. */
  const entering = new Set<SignalStream>();
  const readPair = pairReader(db);
  const readRow = presenceRowReader(db);
  const holdTenant = createTenantWatches(realtime, (tenantId, userId) => {
    const known = watched.get(keyOf({ tenantId, userId }));
    if (known !== undefined) checkAgain(known);
  });

  function open(user: UserKey): Watched {
    const key = keyOf(user);
    const subject: Subject = { userId: user.userId, settings: defaultSettings, whereabouts: nowhere, row: emptyRow };
    const known: Watched = {
      key,
      user,
      subject,
      views: createPresenceViews({
        show: (relation) => showPresence(relation, subject, Date.now()),
        intervalMs: config.presenceIntervalMs,
        isHeld: () => isHeld(known),
      }),
      watch: null,
      viewers: new Map(),
      ready: Promise.resolve(),
      changes: 0,
      checked: 0,
      checking: null,
      isClosed: false,
      expiry: undefined,
      release: () => {},
    };
    watched.set(key, known);
    known.ready = prepare(known);
    // Whoever waits for it is told.
    known.ready.catch(() => close(known));
    return known;
  }

  async function prepare(known: Watched): Promise<void> {
    const { user, subject } = known;
    const { isHeard, release } = holdTenant(user.tenantId);
    known.release = release;
    const watching = realtime.presence
      .watch(user, () => move(known))
      .then((watch) => {
        known.watch = watch;
        if (known.isClosed) watch.close();
      });
    await Promise.all([isHeard, watching]);
    await settled(known, async () => {
      subject.row = await readRow(user);
    });
    if (known.watch !== null) subject.whereabouts = known.watch.now;
    expireLater(known);
  }

  function move(known: Watched): void {
    if (known.watch === null) return;
    moveTo(known.subject, known.watch.now);
    known.views.change();
  }

  /** Reads until nothing was said meanwhile. */
  async function settled(known: Watched, read: () => Promise<void>): Promise<void> {
    for (let before = -1; before !== known.changes && !known.isClosed; ) {
      before = known.changes;
      await read();
    }
  }

  function checkAgain(known: Watched): void {
    known.changes += 1;
    known.checking ??= check(known)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'Who may see the presence of a user could not be read; trying again.');
        if (!known.isClosed) setTimeout(checkAgain, retryMs, known).unref();
      })
      .finally(() => {
        known.checking = null;
      });
  }

  async function check(known: Watched): Promise<void> {
    const { user, subject } = known;
    let row = subject.row;
    let pairs = new Map<string, Pair>();
    await settled(known, async () => {
      const viewerIds = [...new Set(known.viewers.values())];
      const reading = viewerIds.map(async (viewerId) => [viewerId, await readPair(pairKey(user, viewerId))] as const);
      const [found, ...of] = await Promise.all([readRow(user), ...reading]);
      row = found;
      pairs = new Map(of);
    });
    if (known.isClosed) return;
    const settings = pairs.values().next().value?.subject ?? subject.settings;
    const isPrivacy = !isDeepStrictEqual(settings, subject.settings);
    Object.assign(subject, { row, settings });
    known.checked = known.changes;
    expireLater(known);
    // Before anything is told in the views that they leave.
    for (const [stream, viewerId] of known.viewers) {
      const pair = pairs.get(viewerId);
      if (pair !== undefined && places.has(stream)) known.views.enter(stream, pair.relation);
    }
    if (isPrivacy) known.views.changeNow();
    else known.views.change();
  }

  /** What ends by itself ends on time for those who look. */
  function expireLater(known: Watched): void {
    clearTimeout(known.expiry);
    const now = Date.now();
    const at = nextExpiry(known.subject.row, now);
    if (at === null || known.isClosed) return;
    known.expiry = setTimeout(
      () => {
        known.views.change();
        expireLater(known);
      },
      Math.min(at - now, timerMsMax),
    ).unref();
  }

  /** What the viewer is to these users: of none of them from before the last that was said about him. */
  async function readRelations(all: readonly Watched[], viewerId: string): Promise<Relation[]> {
    const found = all.map(() => ({ relation: 'STRANGER' as Relation, changes: -1 }));
    for (;;) {
      const stale = [...all.entries()].filter(([at, known]) => found[at]?.changes !== known.changes);
      if (stale.length === 0) return found.map(({ relation }) => relation);
      await Promise.all(
        stale.map(async ([at, known]) => {
          const { changes } = known;
          const pair = await readPair(pairKey(known.user, viewerId));
          if (known.changes === changes && !isHeld(known)) known.subject.settings = pair.subject;
          found[at] = { relation: pair.relation, changes };
        }),
      );
    }
  }

  function leaveOne(known: Watched, stream: SignalStream): void {
    known.viewers.delete(stream);
    known.views.leave(stream);
    if (known.viewers.size === 0) close(known);
  }

  function close(known: Watched): void {
    if (known.isClosed) return;
    known.isClosed = true;
    if (watched.get(known.key) === known) watched.delete(known.key);
    clearTimeout(known.expiry);
    known.views.close();
    known.watch?.close();
    known.release();
  }

  return {
    async enter({ tenantId, userId: viewerId }, userIds, stream) {
      const all = userIds.map((userId) => {
        const user = { tenantId, userId };
        const known = watched.get(keyOf(user)) ?? open(user);
        known.viewers.set(stream, viewerId);
        return known;
      });
      entering.add(stream);
      let isOpen = false;
      try {
        await Promise.all(all.map(({ ready }) => ready));
        let relations = await readRelations(all, viewerId);
        while (all.some(isHeld)) {
          await Promise.all(all.map(({ checking }) => checking));
          relations = await readRelations(all, viewerId);
        }
        isOpen = entering.has(stream);
        if (!isOpen) return;
        places.set(stream, all);
        for (const [at, known] of all.entries()) known.views.enter(stream, relations[at] ?? 'STRANGER');
      } finally {
        entering.delete(stream);
        // It may have ended meanwhile.
        if (!isOpen) for (const known of all) leaveOne(known, stream);
      }
    },
    leave(stream) {
      entering.delete(stream);
      const all = places.get(stream) ?? [];
      places.delete(stream);
      for (const known of all) leaveOne(known, stream);
    },
  };
}

/** Somebody may see less of him by now than what the views are made of. */
const isHeld = ({ changes, checked }: Watched): boolean => checked !== changes;

const keyOf = ({ tenantId, userId }: UserKey): string => `${tenantId}\n${userId}`;

const pairKey = ({ tenantId, userId }: UserKey, viewerId: string) => ({ tenantId, viewerId, subjectId: userId });

const boards = new WeakMap<Realtime, PresenceBoard>();

/** That of this node. */
export function presenceBoardOf(services: BoardServices): PresenceBoard {
  const known = boards.get(services.realtime) ?? createPresenceBoard(services);
  boards.set(services.realtime, known);
  return known;
}
