import type { ServerResponse } from 'node:http';
import { type Batch, payloadsOf } from '../realtime/batch.ts';
import { RenderSink, type View } from './render-sink.ts';
import type { OpenSubscription } from './shared-execution.ts';

/** A line without meaning at such times keeps proxies from closing a quiet stream. */
const pingIntervalMs = 12_000;

const ping = Buffer.from(':\n\n');
const before = Buffer.from('event: next\ndata: ');
const after = Buffer.from('\n\n');
const complete = Buffer.from('event: complete\ndata:\n\n');

/**
 * Answers a request with a subscription's items, by the distinct connections mode of the GraphQL over SSE protocol. The
 * head is to be written already. `showError` makes the last item of a stream that failed.
 */
export function writeEventStream(
  response: ServerResponse,
  subscription: OpenSubscription,
  showError: (error: unknown) => object,
): void {
  // The client may have gone away meanwhile.
  if (response.destroyed) {
    subscription.close();
    return;
  }
  // Some browsers take no notice of a head without a body.
  response.write(ping);
  const timer = setInterval(() => {
    if (response.writableLength === 0) response.write(ping);
  }, pingIntervalMs).unref();

  const sink = subscription.pipe((view) => new EventStreamSink(view, response, timer, showError));
  response.once('close', () => {
    clearInterval(timer);
    sink.discard();
    subscription.close();
  });
}

class EventStreamSink extends RenderSink {
  private readonly timer: NodeJS.Timeout;
  private readonly showError: (error: unknown) => object;

  constructor(view: View, response: ServerResponse, timer: NodeJS.Timeout, showError: (error: unknown) => object) {
    super(view, response);
    this.timer = timer;
    this.showError = showError;
  }

  protected transmit(batch: Batch): void {
    this.writable.write(textOf(batch));
  }

  protected finish(failure: { error: unknown } | null): void {
    clearInterval(this.timer);
    if (failure !== null) this.writable.write(framed(Buffer.from(JSON.stringify(this.showError(failure.error)))));
    this.writable.end(complete);
  }
}

/** The same for every stream of a group. */
function textOf(batch: Batch): Buffer {
  batch.text ??= Buffer.concat(payloadsOf(batch).map(framed));
  return batch.text;
}

const framed = (payload: Buffer): Buffer => Buffer.concat([before, payload, after]);
