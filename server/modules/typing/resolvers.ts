import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import type { StoredUser } from '../../realtime/log-event.ts';
import { userLoader } from '../users/queries.ts';
import { setTyping } from './set-typing.ts';

export const typingResolvers = {
  Mutation: {
    setTyping: (_parent, { input }, ctx) => setTyping(ctx, input),
  },
  TypingSignal: {
    users: ({ userIds }, _args, ctx) => loadUsers(ctx, userIds),
  },
} satisfies Resolvers;

/** Without a promise where all are known. Users are never deleted. */
function loadUsers(ctx: Context, ids: string[]): StoredUser[] | Promise<StoredUser[]> {
  const loader = userLoader(ctx);
  const loaded = ids.map((id) => loader.load(id));
  const isKnown = (user: (typeof loaded)[number]): user is StoredUser => user !== null && !(user instanceof Promise);
  if (loaded.every(isKnown)) return loaded;
  return Promise.all(loaded).then((users) => users.filter((user) => user !== null));
}
