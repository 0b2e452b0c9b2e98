import { fromSync } from '../../client/index.ts';
import { type History, intervalsOf, placeOf, type StreamHistory, type Violation } from './history.ts';

/** In a stream, every conversation comes in order, without a hole in the viewer's time there and none twice. */
export function checkStreams(history: History): Violation[] {
  const covered = coveredPositions(history);
  return [...history.streams.values()].flatMap((stream) => checkStream(history, stream, covered));
}

type Positions = ReadonlyMap<string, number>;

function checkStream(history: History, stream: StreamHistory, covered: Map<string, Positions>): Violation[] {
  const violations: Violation[] = [];
  const { user } = stream;
  let before: Positions = covered.get(`${user} ${stream.after}`) ?? new Map();
  const lasts = new Map<string, number>();
  let lastOwn = 0;
  /** What comes first may begin anywhere. */
  let beginsAnywhere = stream.after === null;
  for (const { item } of stream.received) {
    if (item.__typename === 'ResyncRequired') {
      lasts.clear();
      before = new Map();
      beginsAnywhere = true;
    }
    if ('seq' in item && placeOf(item) === null) {
      if (item.seq <= lastOwn)
        violations.push({ rule: 'twice', user, detail: `${stream.id}: own event ${item.seq} after ${lastOwn}` });
      else if (lastOwn > 0 && item.seq > lastOwn + 1) {
        violations.push({ rule: 'hole', user, detail: `${stream.id}: own event ${item.seq} after ${lastOwn}` });
      }
      lastOwn = Math.max(lastOwn, item.seq);
    }
    const place = placeOf(item);
    if (place === null) continue;
    const { conversationId, seq } = place;
    const intervals = intervalsOf(history, user, conversationId);
    const own = intervals.find(({ from, to }) => from <= seq && seq < to);
    const name = `${stream.id}: ${conversationId} ${seq} (${item.__typename})`;
    if (own === undefined) violations.push({ rule: 'outsider', user, detail: `${name} is not within his memberships` });

    const last = lasts.get(conversationId);
    if (last !== undefined && seq <= last) violations.push({ rule: 'twice', user, detail: `${name} after ${last}` });
    const since = last ?? before.get(conversationId) ?? (beginsAnywhere ? seq - 1 : (own?.from ?? seq) - 1);
    const missing = intervals.find(({ from, to }) => Math.max(from, since + 1) < Math.min(to, seq));
    if (missing !== undefined) violations.push({ rule: 'hole', user, detail: `${name} after ${since}` });
    lasts.set(conversationId, Math.max(seq, last ?? 0));
  }
  return violations;
}

/** Up to where each conversation is covered by each cursor, as `user cursor`. */
function coveredPositions({ records, streams }: History): Map<string, Positions> {
  const covered = new Map<string, Positions>();
  const current = new Map<string, Map<string, number>>();
  for (const record of records) {
    if (record.kind === 'synced') {
      const known = new Map([...fromSync(record.pages).conversations].map(([id, { lastSeq }]) => [id, lastSeq]));
      covered.set(`${record.user} ${record.pages[0].syncCursor}`, known);
    }
    if (record.kind === 'opened') current.set(record.stream, new Map(covered.get(`${record.user} ${record.after}`)));
    if (record.kind !== 'received') continue;
    const positions = current.get(record.stream);
    const place = placeOf(record.item);
    if (place !== null) positions?.set(place.conversationId, place.seq);
    if ('cursor' in record.item && streams.has(record.stream)) {
      covered.set(`${record.user} ${record.item.cursor}`, new Map(positions));
    }
  }
  return covered;
}
