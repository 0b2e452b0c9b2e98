import {
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type SubscriptionArgs,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../context.ts';
import { createBatch } from '../realtime/batch.ts';
import type { StreamItem } from '../realtime/log-event.ts';
import type { Renderer } from '../realtime/sink.ts';
import { type ErrorFormatter, toShown } from './errors.ts';
import { perOperation } from './per-operation.ts';

type Run = (item: StreamItem, context: Context) => ExecutionResult | Promise<ExecutionResult>;

interface RenderGroupOptions {
  args: SubscriptionArgs;
  /** The context of one execution: what a resolver has gathered for one item must not serve the next. */
  createContext: (item: StreamItem) => Context;
  formatError: ErrorFormatter;
  /** More than one may be shown what it makes. */
  isShared: boolean;
}

/** Executes a subscription's selection for each item, and keeps the result of one that may be shown again for as long as it lives. */
export function createRenderGroup({ args, createContext, formatError, isShared }: RenderGroupOptions): Renderer {
  const { schema, document, operationName, variableValues } = args;
  const compiled = compiledOf(schema, document, operationName ?? null);
  const rendered = new WeakMap<StreamItem, Buffer | Promise<Buffer>>();
  let last: { item: StreamItem; payload: Buffer | Promise<Buffer> } | null = null;

  const show = (error: unknown) => toShown(formatError(error));

  const run: Run = (item, contextValue) => {
    if (compiled === null) return executeAgain(item, contextValue);
    return compiled(item, contextValue, variableValues ?? {});
  };

  function executeAgain(rootValue: StreamItem, contextValue: Context) {
    return execute({ schema, document, operationName, variableValues, rootValue, contextValue });
  }

  async function explain(item: StreamItem): Promise<Buffer> {
    // Compiled code does not say where in the document an error is: what fails is executed again by the book.
    const result = await executeAgain(item, createContext(item));
    return toPayload(result.errors === undefined ? result : { ...result, errors: result.errors.map(show) });
  }

  function finish(item: StreamItem, result: ExecutionResult): Buffer | Promise<Buffer> {
    return result.errors === undefined ? toPayload(result) : guard(explain(item));
  }

  const guard = (payload: Promise<Buffer>): Promise<Buffer> =>
    payload.catch((error: unknown) => toPayload({ errors: [show(error)] }));

  function start(item: StreamItem): Buffer | Promise<Buffer> {
    try {
      const result = run(item, createContext(item));
      return result instanceof Promise ? guard(result.then((each) => finish(item, each))) : finish(item, result);
    } catch (error) {
      return toPayload({ errors: [show(error)] });
    }
  }

  function keep(item: StreamItem, payload: Buffer | Promise<Buffer>): void {
    last = { item, payload };
    rendered.set(item, payload);
    if (payload instanceof Promise) void payload.then((settled) => keep(item, settled));
  }

  return {
    start: createBatch(),
    isShared,
    render(item, isGivenToAll = false) {
      if (last?.item === item) return last.payload;
      const known = isGivenToAll ? undefined : rendered.get(item);
      if (known !== undefined) return known;
      const payload = start(item);
      // Weak maps are dear, to fill and to collect. Who replays a live event later makes it once more, for all who replay it.
      if (isGivenToAll && payload instanceof Buffer) last = { item, payload };
      else keep(item, payload);
      return payload;
    },
  };
}

const toPayload = (result: FormattedExecutionResult | ExecutionResult): Buffer => Buffer.from(JSON.stringify(result));

/** Null for a document that the compiler does not take. */
const compiledOf = perOperation(compile);

function compile(schema: GraphQLSchema, document: SubscriptionArgs['document'], operationName: string | null) {
  const made = compileQuery(schema, document, operationName ?? undefined, {
    // Without it, a fragment that is spread twice under different conditions follows the first.
    useExperimentalPathBasedSkipInclude: true,
  });
  return isCompiledQuery(made) ? made.query : null;
}
