import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/transaction.ts';
import { type StateItem, type Topic, userTopic } from './log-event.ts';
import type { Interval, PlanSources, StateSource } from './realtime.ts';
import type { UserKey } from './user-key.ts';

/** Whose stream is to be planned, and from where. */
export interface PlanQuestion extends UserKey {
  /** The one conversation that the stream is of; null: all of the viewer's. */
  conversationId: string | null;
  /** The snapshot that he resumes from; null: from now. */
  from: string | null;
  /** For a cursor from the middle of a replay, the snapshot that this replay went up to; else null. */
  to: string | null;
}

/** How far a log has got, and how far the viewer's cursor covers it. */
export interface Bounds {
  /** The first number that retention has left. Read for streams of one conversation only; else 0. */
  firstSeq: number;
  lastSeq: number;
  /** The last number that `from` covers. */
  covered: number;
  /** The last number that `to` covers; equal to `covered` where there is none. */
  coveredTo: number;
}

/** What the database says of one question, as the snapshot shows it that all of a batch share. */
export interface PlanFacts {
  snapshot: string;
  /** Retention has dropped what was committed after `from`; for streams of all conversations. The rest is then as without it. */
  isTooOld: boolean;
  /** Sorted by conversation, then by their beginning. */
  intervals: Interval[];
  /** The bounds of this viewer's logs. It knows others' logs too, since questions share it. */
  bounds: ReadonlyMap<Topic, Bounds>;
  /** He has deleted messages for himself. */
  isHider: boolean;
  /** He is told of others' receipts. */
  hearsReceipts: boolean;
  /** What changed since `from`. */
  state: StateItem[];
}

interface Answer extends Record<string, unknown> {
  snapshot: string;
  too_old: number[] | null;
  intervals: [place: number, conversationId: string, fromSeq: number, toSeq: number | null][] | null;
  bounds:
    | [
        tenantId: string,
        topic: Topic,
        from: number | null,
        to: number | null,
        last: number,
        covered: number,
        coveredTo: number,
        first: number,
      ][]
    | null;
  hiders: number[] | null;
  receiptless: number[] | null;
}

/**
 * Answers many questions from one snapshot, by one statement: its length depends on what is asked, not on how many ask.
 * It needs no transaction around it. A statement's tables are locked before its snapshot is taken, so a day of the log
 * that retention drops is either still there for all of it, or `dropped_tx` as the snapshot shows it tells of it.
 */
export async function readPlans(db: Db, sources: PlanSources, questions: PlanQuestion[]): Promise<PlanFacts[]> {
  const snapshots = new Map<string, number>();
  const idOf = (snapshot: string | null): number | null => {
    if (snapshot === null) return null;
    const id = snapshots.get(snapshot) ?? snapshots.size;
    snapshots.set(snapshot, id);
    return id;
  };
  const asked = questions.map(({ tenantId, userId, conversationId, from, to }, place) => [
    place,
    tenantId,
    userId,
    conversationId,
    idOf(from),
    idOf(to ?? from),
  ]);
  const states = questions.some(({ conversationId, from }) => conversationId === null && from !== null)
    ? sources.state
    : [];
  const oldestTx = [...snapshots.keys()].map(xminOf).reduce((a, b) => (a < b ? a : b), xidMax);
  const [answer] = await db.execute<Answer>(
    statement(
      sources,
      asked,
      [...snapshots.keys()],
      states.map((source) => source.select(String(oldestTx))),
    ),
  );
  if (answer === undefined) throw new Error('The installation has no row.');
  return factsOf(questions, snapshots, answer, states);
}

const xidMax = 2n ** 64n - 1n;

/** A snapshot's text begins with the oldest transaction that was in progress: all before it are seen. */
export const xminOf = (snapshot: string): bigint => BigInt(snapshot.slice(0, snapshot.indexOf(':')));

function statement(sources: PlanSources, asked: unknown[][], snapshots: string[], states: SQL[]): SQL {
  const stateColumns = states.map(
    (select, at) => sql`, (select json_agg(s) from (${select}) s) as ${sql.identifier(`state_${at}`)}`,
  );
  return sql`
    with snapshots as materialized (
      select (s.place - 1)::int as id, s.text::pg_snapshot as snapshot,
        pg_snapshot_xmin(s.text::pg_snapshot) > (select dropped_tx from installation) as reaches
      from jsonb_array_elements_text(${JSON.stringify(snapshots)}::jsonb) with ordinality as s(text, place)
    ), asked as (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id,
        (j->>3) collate "C" as conversation_id, (j->>4)::int as from_id, (j->>5)::int as to_id
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    ), viewers as materialized (
      select a.place, a.tenant_id, a.user_id, a.conversation_id, f.snapshot as since,
        case when a.conversation_id is null then f.snapshot end as state_since,
        case when a.conversation_id is null then f.id end as from_id,
        case when a.conversation_id is null and f.id is not null then a.to_id end as to_id
      from asked a
      left join snapshots f on f.id = a.from_id and (f.reaches or a.conversation_id is not null)
    ), intervals as materialized (${sources.intervals}
    ), topics as materialized (
      select v.tenant_id, i.conversation_id as topic, v.from_id, v.to_id, v.conversation_id is not null as has_first
      from intervals i join viewers v on v.place = i.place
      union
      select tenant_id, ${userTopic('')}::text || user_id, from_id, to_id, false
      from viewers where conversation_id is null
    )
    select pg_current_snapshot()::text as snapshot,
      (select json_agg(id) from snapshots where not reaches) as too_old,
      (select json_agg(json_build_array(place, conversation_id, from_seq, to_seq)
        order by place, conversation_id, from_seq) from intervals) as intervals,
      (select json_agg(json_build_array(
          t.tenant_id, t.topic, t.from_id, t.to_id, h.last_seq, f.covered, u.covered, l.first_seq))
        from topics t
        join heads h on h.tenant_id = t.tenant_id and h.topic = t.topic
        left join snapshots s on s.id = t.from_id
        left join snapshots p on p.id = t.to_id and t.to_id <> t.from_id
        cross join lateral (select ${covered(sql`s.snapshot`)} as covered) f
        cross join lateral (select case when p.id is null then f.covered else ${covered(sql`p.snapshot`)} end as covered) u
        cross join lateral (select case when t.has_first then coalesce(
            (select e.seq from events e where e.tenant_id = h.tenant_id and e.topic = h.topic order by e.seq limit 1),
            h.last_seq + 1) else 0 end as first_seq) l
      ) as bounds,
      (select json_agg(place) from (${sources.hiders}) as who(place)) as hiders,
      (select json_agg(place) from (${sources.receiptless}) as who(place)) as receiptless
      ${sql.join(stateColumns)}
    from installation`;
}

/**
 * The last number of the log `h` that a snapshot covers; without one, all. Within one log commit order is `seq` order, so
 * what a snapshot sees of it is a beginning of it: the backward scan ends at its last number, after as many rows as are
 * new.
 */
function covered(snapshot: SQL): SQL {
  return sql`case
    when ${snapshot} is null or pg_visible_in_snapshot(h.tx, ${snapshot}) then h.last_seq
    else coalesce(
      (select e.seq from events e where e.tenant_id = h.tenant_id and e.topic = h.topic
        and pg_visible_in_snapshot(e.tx, ${snapshot}) order by e.seq desc limit 1),
      (select e.seq - 1 from events e where e.tenant_id = h.tenant_id and e.topic = h.topic order by e.seq limit 1),
      h.last_seq)
    end`;
}

/**
 * Whether a row's transaction is news to a viewer, where rows and viewers were brought together by a full join: of that,
 * the matches. A full join is never done by comparing each with each. Any other join of two tables in memory may be, as
 * nothing is known of their sizes: then a thousand viewers who lack a thousand rows are a million comparisons.
 */
export const isNews = (tx: SQL, since: SQL): SQL => sql`coalesce(not pg_visible_in_snapshot(${tx}, ${since}), false)`;

/** Deals the answer out to the questions. */
function factsOf(
  questions: PlanQuestion[],
  snapshots: ReadonlyMap<string, number>,
  answer: Answer,
  states: StateSource[],
): PlanFacts[] {
  const tooOld = new Set(answer.too_old);
  const hiders = new Set(answer.hiders);
  const receiptless = new Set(answer.receiptless);
  const intervals = questions.map((): Interval[] => []);
  for (const [place, conversationId, fromSeq, toSeq] of answer.intervals ?? []) {
    intervals[place]?.push({ conversationId, fromSeq, toSeq });
  }
  const bounds = new Map<string, Map<Topic, Bounds>>();
  for (const [tenantId, topic, from, to, lastSeq, covered, coveredTo, firstSeq] of answer.bounds ?? []) {
    // A stream of one conversation has no cursor, but wants to know where the log begins.
    const key = boundsKey(tenantId, from, to, firstSeq > 0);
    const group = bounds.get(key) ?? new Map<Topic, Bounds>();
    bounds.set(key, group.set(topic, { firstSeq, lastSeq, covered, coveredTo }));
  }
  const items = states.map((source, at) => itemsByPlace(source, answer[`state_${at}`] as { place: number }[] | null));
  return questions.map(({ tenantId, conversationId, from, to }, place) => {
    const fromId = from === null ? null : (snapshots.get(from) ?? null);
    const toId = to === null ? fromId : (snapshots.get(to) ?? null);
    const isTooOld = conversationId === null && fromId !== null && tooOld.has(fromId);
    const key =
      conversationId !== null || isTooOld
        ? boundsKey(tenantId, null, null, conversationId !== null)
        : boundsKey(tenantId, fromId, toId, false);
    return {
      snapshot: answer.snapshot,
      isTooOld,
      intervals: intervals[place] ?? [],
      bounds: bounds.get(key) ?? new Map(),
      isHider: hiders.has(place),
      hearsReceipts: !receiptless.has(place),
      state: items.flatMap((of) => of.get(place) ?? []),
    };
  });
}

const boundsKey = (tenantId: string, from: number | null, to: number | null, hasFirst: boolean): string =>
  `${tenantId}\n${from}\n${to}\n${hasFirst}`;

function itemsByPlace(source: StateSource, rows: { place: number }[] | null): Map<number, StateItem[]> {
  const byPlace = Map.groupBy(rows ?? [], (row) => row.place);
  return new Map([...byPlace].map(([place, of]) => [place, source.itemsOf(of as never[])]));
}
