import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { Actor, Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { MutationForwardMessagesArgs } from '../generated/resolvers.ts';
import { perKey } from '../lib/per-key.ts';
import { edgeOf } from './edge.ts';
import type { RateKind, RateLimits } from './rate-limit.ts';

/** What may be asked without a token. Introspection has a rule of its own. */
const openFields = new Set(['Query.serverInfo']);

/**
 * Puts access and rates before every root field, and so below all transports: one that forgot to ask for a token, or a
 * document that sends a hundred times through aliases, ends here.
 */
export function guardRootFields(schema: GraphQLSchema, limits: RateLimits): GraphQLSchema {
  // A query counts once, however many fields it has; its cost has a bound of its own.
  const countQuery = perKey((ctx: Context) => limits.take('query', callerOf(ctx)));

  async function admit(ctx: Context, type: string, name: string, args: unknown): Promise<void> {
    if (openFields.has(`${type}.${name}`)) return;
    const { actor } = edgeOf(ctx);
    if (actor === null) {
      throw new AppError(
        'UNAUTHENTICATED',
        'This needs a token: `Authorization: Bearer …`, or `connectionParams.authorization`.',
      );
    }
    if (name === 'nearbyUsers') await limits.take('nearby', callerOf(ctx));
    if (type === 'Query') await countQuery(ctx);
    else await limits.take(kindOf(type, name), `${callerOf(ctx)}/${name}`, { amount: amountOf(name, args) });
    // Asked for slowly, too: each request interrupts somebody who does not know the caller.
    if (name === 'requestContact') await limits.take('contact', callerOf(ctx), { field: 'userId' });
    if (isUrgent(actor, args)) await limits.take('urgent', callerOf(ctx), { field: 'priority' });
  }

  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) guardField(type?.name ?? '', field, admit);
  }
  return schema;
}

function guardField(
  type: string,
  field: GraphQLField<unknown, Context>,
  admit: (ctx: Context, type: string, name: string, args: unknown) => Promise<void>,
): void {
  const { subscribe, resolve = defaultFieldResolver } = field;
  if (type === 'Subscription') {
    // Only the beginning is guarded: what follows was admitted by it.
    field.subscribe = async (root, args, ctx, info) => {
      await admit(ctx, type, field.name, args);
      return subscribe?.(root, args, ctx, info);
    };
    return;
  }
  field.resolve = async (root, args, ctx, info) => {
    await admit(ctx, type, field.name, args);
    return resolve(root, args, ctx, info);
  };
}

function kindOf(type: string, name: string): RateKind {
  if (type === 'Subscription') return 'subscription';
  if (name === 'publishSignal') return 'signal';
  return name === 'sendMessage' || name === 'forwardMessages' ? 'send' : 'mutation';
}

/** A forwarding counts as many times as it sends. */
function amountOf(name: string, args: unknown): number {
  if (name !== 'forwardMessages') return 1;
  const { messageIds, toConversationIds } = (args as MutationForwardMessagesArgs).input;
  return messageIds.length * toConversationIds.length;
}

/**
 * Whether a mutation wants something to pass quiet hours, whatever its name: those are counted apart, over all of them.
 * The backend's SYSTEM messages are free of it: whether the application has to wake its users is the application's affair.
 */
function isUrgent(actor: Actor, args: unknown): boolean {
  const { input } = args as { input?: { priority?: unknown; kind?: unknown } | null };
  return input?.priority === 'URGENT' && !(actor.role === 'service' && input.kind === 'SYSTEM');
}

function callerOf(ctx: Context): string {
  return `${encodeURIComponent(ctx.actor.tenantId)}/${encodeURIComponent(ctx.actor.userId)}`;
}
