import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions';
import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { type GraphQLSchema, NoSchemaIntrospectionCustomRule, type SubscriptionArgs } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Config } from '../config.ts';
import type { Context, Services } from '../context.ts';
import { AppError } from '../errors.ts';
import { createContext, type Edge, edgeOf } from './edge.ts';
import { asOperationError, type ErrorFormatter } from './errors.ts';
import { createGraphiql } from './graphiql.ts';
import type { AskedOperation, KnownOperations } from './known-operations.ts';
import { createNeverYielding } from './never-yielding.ts';
import { isOpen, type SharedExecution } from './shared-execution.ts';
import { useSyncCursor } from './sync-cursor.ts';

/** What a transport hands to GraphQL with each operation. */
export interface ServerContext {
  edge: Edge;
}

/** Executes operations: requests and SSE streams of `fetch`, and those of sockets through `getEnveloped`. */
export type GraphqlServer = Awaited<ReturnType<typeof createGraphqlServer>>;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function createGraphqlServer(
  services: Services,
  schema: GraphQLSchema,
  execution: SharedExecution,
  known: KnownOperations,
  formatError: ErrorFormatter,
) {
  const { config } = services;
  return createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    // What fails is logged where it is formatted, once.
    logging: silent,
    // The host answers for origins: Yoga's default lets every one in.
    cors: false,
    multipart: false,
    batching: false,
    landingPage: false,
    maxRequestBodySize: config.limits.requestBytesMax,
    maskedErrors: { maskError: formatError, errorMessage: '' },
    context: ({ edge }) => createContext(services, edge),
    plugins: [
      useKnownOperations(known),
      ...operationBounds(config),
      useSyncCursor(),
      useSharedExecution(execution),
      // A header that only a script of an allowed origin can set; JSON bodies ask for the same by themselves.
      useCSRFPrevention({ requestHeaders: ['x-graphql-csrf', 'authorization'] }),
      formatRequestErrors(formatError),
    ],
    ...(await createGraphiql(config)),
  });
}

/** Puts the text of a known operation in the place of its id, and refuses what may not be run. Sockets ask by themselves. */
function useKnownOperations(known: KnownOperations): Plugin<Context, ServerContext> {
  return {
    onParams({ params, request, context, setParams }) {
      // What is no request at all is told by Yoga.
      if (typeof params !== 'object' || params === null) return;
      const { documentId = idInAddress(request), ...rest } = params as typeof params & AskedOperation;
      try {
        const query = known.textOf({ ...rest, documentId }, context.edge.actor);
        setParams({ ...rest, ...(query !== null && { query }) });
      } catch (error) {
        throw error instanceof AppError ? asOperationError(error) : error;
      }
    },
  };
}

/** Yoga reads only the parameters that it knows from an address. */
function idInAddress({ method, url }: Request): string | null {
  return method === 'GET' ? new URL(url).searchParams.get('documentId') : null;
}

/** Bounds on an operation's text, for HTTP and sockets alike: both parse and validate by these hooks. */
function operationBounds(config: Config) {
  const { operationDepthMax, operationAliasesMax } = config.limits;
  return [
    maxTokensPlugin({ n: config.operationTokensMax }),
    // A fragment's spread is no level of fields: how a document is written must not change what it costs.
    maxDepthPlugin({ n: operationDepthMax, flattenFragments: true }),
    maxAliasesPlugin({ n: operationAliasesMax, allowList: [] }),
    maxDirectivesPlugin({ n: config.operationDirectivesMax }),
    costLimitPlugin({ maxCost: config.operationCostMax, flattenFragments: true }),
    ...(config.introspection ? [] : [blockFieldSuggestionsPlugin(), useNoIntrospection()]),
  ];
}

function useNoIntrospection(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}

/**
 * Hands a subscription that came by HTTP to its request, which writes it: Yoga would execute and write each event for each
 * subscriber. Yoga still finds out whether the client takes an event stream, and answers where it does not.
 */
function useSharedExecution(execution: SharedExecution): Plugin<Context, ServerContext> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args: SubscriptionArgs) => {
        const result = await execution.subscribe(args);
        if (!isOpen(result)) return result;
        edgeOf(args.contextValue as Context).takeSubscription?.(result);
        return createNeverYielding(() => result.close());
      });
    },
    onResultProcess({ result, resultProcessor, setResultProcessor }) {
      if (!(Symbol.asyncIterator in result) || resultProcessor === undefined) return;
      const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', connection: 'keep-alive' };
      setResultProcessor((_result, fetchAPI) => new fetchAPI.Response(null, { headers }), 'text/event-stream');
    },
  };
}

/** What fails before the execution does not pass the mask by itself. */
function formatRequestErrors(formatError: ErrorFormatter): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return;
      setResult({ ...result, errors: result.errors.map(formatError) });
    },
  };
}
