import { z } from 'zod';
import type { Context } from '../../context.ts';
import { assertId } from '../../lib/ids.ts';
import { hashRequest, parseInput, userIdInput } from '../../lib/input.ts';
import { type Connection, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { messageKinds } from '../../realtime/log-event.ts';
import { requireMember } from '../conversations/queries.ts';
import { placeKey, readMessagesAt } from '../messages/queries.ts';
import { highlightsOf } from './highlights.ts';
import { readStems } from './languages.ts';
import { blockSize, markOf } from './marks.ts';
import { countWords, parseQuery, type QueryTerm } from './parse-query.ts';
import { readLanguage, readMatched, readSearched, readStretch } from './queries.ts';
import { readWindow, type Search, type SearchHit, type SearchKey } from './read-window.ts';
import { type SearchQuery, toSearchQuery } from './to-tsquery.ts';

const instantInput = z.union([z.string(), z.date()]).transform((time) => new Date(time).toISOString());

const searchInput = perKey((limits: Limits) =>
  z.object({
    query: z
      .string()
      .refine((query) => [...query].length <= limits.searchQueryLengthMax, {
        message: `takes at most ${limits.searchQueryLengthMax} characters; shorten it`,
      })
      .transform(parseQuery)
      .refine((terms) => countWords(terms) <= limits.searchWordsMax, {
        message: `takes at most ${limits.searchWordsMax} words; leave the common ones out`,
      }),
    conversationId: z.string().nullish(),
    filter: z
      .object({
        authorIds: z
          .array(userIdInput)
          .max(limits.membersPerRequestMax, 'names too many users; leave it out')
          .nullish(),
        kinds: z.array(z.enum(messageKinds)).nullish(),
        sentAfter: instantInput.nullish(),
        sentBefore: instantInput.nullish(),
      })
      .nullish(),
  }),
);

/** What a search needs of its caller's context. */
type SearchContext = Pick<Context, 'actor' | 'config' | 'cursors' | 'db'>;

type SearchFilter = z.output<ReturnType<typeof searchInput>>['filter'];

interface SearchArgs extends z.input<ReturnType<typeof searchInput>>, PageArgs {}

/** Where a page ended: with the time of the first page, since which nothing is looked at. */
interface Place extends SearchKey {
  until: string;
}

/** Messages that the viewer may read now and that match, the best first. */
export async function searchMessages(ctx: SearchContext, { first, after, last, before, ...args }: SearchArgs) {
  const { tenantId, userId } = ctx.actor;
  const { limits } = ctx.config;
  const asked = parseInput(searchInput(limits), args);
  const kind = `search/${hashRequest(args)}`;
  const options = { codec: ctx.cursors, tenantId, kind, sizeMax: limits.pageSizeMax };
  const page = parsePage<Place>({ first, after, last, before }, options);
  if (asked.conversationId != null) {
    assertId('conv', asked.conversationId, 'conversationId');
    await requireMember(ctx.db, tenantId, asked.conversationId, userId);
  }
  const query = await toQuery(ctx, asked.query);
  const conversations = await readSearched(ctx.db, tenantId, userId, asked.conversationId ?? null);
  const to = page.from?.until ?? asked.filter?.sentBefore ?? null;
  const { now, ...stretch } = await readStretch(ctx.db, tenantId, asked.filter?.sentAfter ?? null, to);
  const until = to ?? now;
  const search = {
    ...{ tenantId, viewerId: userId, to: until, beyond: page.from, isBackward: page.isBackward, limit: page.limit + 1 },
    marks: toMarks(tenantId, conversations, asked.filter),
    closed: conversations.filter(({ fromSeq }) => fromSeq > 0),
    from: asked.filter?.sentAfter ?? null,
  };
  const isVain = query === null || conversations.length === 0;
  const hits = isVain ? [] : await rankStretch(ctx, { ...search, query }, stretch);
  const { edges, pageInfo } = toConnection(hits, page, options, ({ rank, id }): Place => ({ rank, id, until }));
  return { edges: await showHits(ctx, edges, query?.terms ?? []), pageInfo };
}

async function toQuery(ctx: SearchContext, terms: QueryTerm[]): Promise<SearchQuery | null> {
  const language = await readLanguage(ctx.db, ctx.actor.tenantId, ctx.config.searchLanguage);
  const words = terms.flatMap(({ parts }) => parts.flatMap(({ word }) => word ?? []));
  return toSearchQuery(terms, await readStems(ctx.db, language, words));
}

function toMarks(tenantId: string, conversations: { conversationId: string }[], filter: SearchFilter): string[][] {
  const places = conversations.map((each) => markOf(tenantId, 'conversation', each.conversationId));
  const authors = (filter?.authorIds ?? []).map((id) => markOf(tenantId, 'author', id));
  const kinds = (filter?.kinds ?? []).map((kind) => markOf(tenantId, 'kind', kind));
  return [places, authors, kinds].filter((marks) => marks.length > 0);
}

/** The first stretch that is looked through; each next one is chosen by what the one before had, up to so many times larger. */
const firstWindow = 8_192;
const windowGrowth = 16;
/** A stretch shall have somewhat fewer matches than may still be read: of one that has more, the oldest would be read. */
const caution = 0.9;

/**
 * Goes from the newest message back, in stretches that grow as long as little is found, until as many matches are ranked
 * as may be; the last few of them come from one small stretch, of which the older are taken. Rare words are so looked up in a few statements, however many messages there are, and of common ones
 * the newest are read and no others.
 */
async function rankStretch(
  ctx: SearchContext,
  search: Search,
  stretch: { from: number; to: number },
): Promise<SearchHit[]> {
  let found: SearchHit[] = [];
  const isBefore = search.isBackward ? (a: SearchKey, b: SearchKey) => byRank(b, a) : byRank;
  let left = ctx.config.limits.searchRankedMax;
  let size = Math.min(firstWindow, left);
  for (let to = stretch.to; to > stretch.from && left > 0; ) {
    const border = Math.ceil((to - size) / blockSize) * blockSize;
    const from = Math.max(stretch.from, Math.min(border, to - 1 - ((to - 1) % blockSize)));
    const { read, shown } = await readWindow(ctx.db, search, { from, to, rowsMax: left });
    found = [...found, ...shown].sort(isBefore).slice(0, search.limit);
    left -= read;
    size = Math.min(size * windowGrowth, read === 0 ? Infinity : (caution * left * (to - from)) / read);
    to = from;
  }
  return found;
}

/** The best first; of equals the newest: ids begin with their time. */
function byRank(a: SearchKey, b: SearchKey): number {
  return b.rank - a.rank || (a.id < b.id ? 1 : -1);
}

/** The edges as the API shows them; without what was deleted or edited since it was ranked. */
async function showHits(ctx: SearchContext, edges: Connection<SearchHit>['edges'], terms: SearchQuery['terms']) {
  const { tenantId } = ctx.actor;
  const hits = edges.map(({ node }) => node);
  const found = await readMessagesAt(ctx.db, tenantId, hits);
  const ids = hits.map(({ id }) => id);
  const matched = await readMatched(ctx.db, tenantId, ids, terms);
  return edges.flatMap(({ node: hit, cursor }) => {
    const message = found.get(placeKey(hit));
    const match = matched.get(hit.id);
    if (message == null || message.text === null || message.version !== match?.version) return [];
    return [{ node: message, cursor, rank: hit.rank, highlights: highlightsOf(message.text, terms, match.lexemes) }];
  });
}
