import { createSourceEventStream, type ExecutionResult, type SubscriptionArgs } from 'graphql';
import type { Actor, Context, Profiles, Services } from '../context.ts';
import { isLogEvent, type StreamItem, userTopic } from '../realtime/log-event.ts';
import type { Stream } from '../realtime/realtime.ts';
import type { ErrorFormatter } from './errors.ts';
import { createRenderGroup } from './render-group.ts';
import type { RenderSink, View } from './render-sink.ts';
import { readShape } from './subscription-document.ts';

/** A subscription that has begun, and waits for where to write. */
export interface OpenSubscription {
  /** Hands everything to the sink that is made for it, until the stream ends or is closed. */
  pipe<S extends RenderSink>(createSink: (view: View) => S): S;
  close(): void;
}

/** Runs subscriptions, over whatever transport. */
export interface SharedExecution {
  /** Opens the stream of a valid subscription; answers with errors where its field refuses. */
  subscribe(args: SubscriptionArgs): Promise<OpenSubscription | ExecutionResult>;
}

export function isOpen(result: OpenSubscription | ExecutionResult): result is OpenSubscription {
  return 'pipe' in result;
}

/**
 * Subscribers who ask for the same make a group: an item is executed and written as JSON once for all of them. Same are:
 * the tenant, the role, the operation, and its variables, save those that only choose the stream. A selection that
 * depends on the viewer (`@viewer`) is never shared.
 */
export function createSharedExecution(
  services: Services,
  profiles: Profiles,
  formatError: ErrorFormatter,
): SharedExecution {
  const groups = new Map<string, View & { members: number }>();
  const bytesMax = services.config.streamQueueBytesMax;

  function join(args: SubscriptionArgs, ctx: Context): View {
    const key = groupKey(args, ctx.actor);
    if (key === null) {
      const createContext = () => ({ ...ctx, profiles });
      return {
        renderer: createRenderGroup({ args, createContext, formatError, isShared: false }),
        bytesMax,
        leave() {},
      };
    }
    const group = groups.get(key) ?? openGroup(args, key, ctx.actor);
    group.members += 1;
    return group;
  }

  function openGroup(args: SubscriptionArgs, key: string, { tenantId, role }: Actor) {
    const nobody = createReader(tenantId, role, null);
    const createContext = (item: StreamItem): Context => {
      const ownerId = ownerOf(item);
      const actor = ownerId === null ? nobody : createReader(tenantId, role, ownerId);
      return { ...services, actor, requestId: '', connection: null, profiles };
    };
    const group = {
      renderer: createRenderGroup({ args, createContext, formatError, isShared: true }),
      bytesMax,
      members: 0,
      leave() {
        group.members -= 1;
        if (group.members === 0) groups.delete(key);
      },
    };
    groups.set(key, group);
    return group;
  }

  return {
    async subscribe(args) {
      const source = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in source)) return source;
      const stream = source as Stream;
      return {
        close: () => stream.close(),
        pipe(createSink) {
          const sink = createSink(join(args, args.contextValue as Context));
          stream.pipe(sink);
          return sink;
        },
      };
    },
  };
}

/** Null for what only its viewer may be shown. */
function groupKey({ schema, document, operationName, variableValues }: SubscriptionArgs, actor: Actor): string | null {
  const { text, variableNames, isViewers } = readShape(schema, document, operationName ?? null);
  if (isViewers) return null;
  // One that is left out is not one that is null: it may have a default.
  const given = variableValues ?? {};
  const variables = variableNames.map((name) => (name in given ? [given[name]] : []));
  return JSON.stringify([actor.tenantId, actor.role, text, variables]);
}

/** Whose own log an item is of: nobody else is sent it. Null for what goes to many. */
function ownerOf(item: StreamItem): string | null {
  return isLogEvent(item) && item.topic.startsWith(ownLog) ? item.topic.slice(ownLog.length) : null;
}

const ownLog = userTopic('');

/**
 * Who reads a shared item: nobody in particular, but for what is of a user's own log. Whatever asks more than that has no
 * place in what is shown to many.
 */
function createReader(tenantId: string, role: Actor['role'], userId: string | null): Actor {
  const refuse = (): never => {
    throw new Error('A field that depends on the viewer must be marked @viewer.');
  };
  return {
    tenantId,
    role,
    get userId() {
      return userId ?? refuse();
    },
    get sid() {
      return refuse();
    },
    get issuedAtMs() {
      return refuse();
    },
    get expiresAtMs() {
      return refuse();
    },
    get topics() {
      return refuse();
    },
  };
}
