import type { Socket as NetSocket } from 'node:net';
import type { WebSocket } from 'ws';
import { type Batch, payloadsOf } from '../realtime/batch.ts';
import { afterFlush } from '../realtime/turn.ts';
import { RenderSink, type View } from './render-sink.ts';
import type { OpenSubscription } from './shared-execution.ts';

/** Frames of the protocol graphql-transport-ws (`{"id":…,"type":"next","payload":…}`), with room for an id. */
interface Frames {
  idLength: number;
  bytes: Buffer;
  idOffsets: number[];
  /** A socket may still hold the bytes: whoever is next needs a copy. */
  isTaken: boolean;
}

const afterId = Buffer.from(',"type":"next","payload":');
const beforeId = Buffer.from('{"id":');
const closing = Buffer.from('}');

/** Writes subscriptions' items to a WebSocket as frames that are made once for all who get them. */
export class SocketWriter {
  /** What a WebSocket without extensions writes to; its frames and these go through the same queue, each whole. */
  readonly socket: NetSocket;
  private readonly ws: Pick<WebSocket, 'readyState' | 'OPEN'>;
  private sinks: readonly SocketSink[] = [];
  operations = 0;

  constructor(socket: NetSocket, ws: Pick<WebSocket, 'readyState' | 'OPEN'>) {
    this.socket = socket;
    this.ws = ws;
  }

  /** Frames may still be sent. */
  get isOpen(): boolean {
    return this.ws.readyState === this.ws.OPEN;
  }

  /** Begins an operation's stream. `onEnd` is told when it is over, and why. */
  begin(operationId: string, subscription: OpenSubscription, onEnd: OnEnd): RenderSink {
    return subscription.pipe((view) => {
      const sink = new SocketSink(view, this, operationId, onEnd);
      this.sinks = [...this.sinks, sink];
      this.operations += 1;
      return sink;
    });
  }

  end(sink: SocketSink): void {
    this.sinks = this.sinks.filter((each) => each !== sink);
    this.operations = this.sinks.length;
  }

  /** Writes what is due now: before anything else that is written to the socket. */
  flush(): void {
    for (const sink of this.sinks) sink.flush();
  }
}

type OnEnd = (failure: { error: unknown } | null) => void;

class SocketSink extends RenderSink {
  private readonly writer: SocketWriter;
  /** As JSON. */
  private readonly id: string;
  private readonly idLength: number;
  private readonly onEnd: OnEnd;

  constructor(view: View, writer: SocketWriter, operationId: string, onEnd: OnEnd) {
    super(view, writer.socket);
    this.writer = writer;
    this.id = JSON.stringify(operationId);
    this.idLength = Buffer.byteLength(this.id);
    this.onEnd = onEnd;
  }

  /** One that closes takes everything, and writes nothing. */
  override hasRoom(): boolean {
    return !this.writer.isOpen || super.hasRoom();
  }

  protected transmit(batch: Batch): void {
    const { writer, writable, id } = this;
    if (!writer.isOpen) return;
    // Several operations' frames leave in one write too.
    if (writer.operations > 1 && writable.writableCorked === 0) {
      writable.cork();
      afterFlush(() => writable.uncork());
    }
    const frames = framesOf(batch, this.idLength);
    for (const offset of frames.idOffsets) frames.bytes.write(id, offset);
    writable.write(frames.bytes);
    frames.isTaken = writable.writableLength > 0;
  }

  protected finish(failure: { error: unknown } | null): void {
    this.writer.end(this);
    this.onEnd(failure);
  }
}

/** Sockets of a group differ in nothing but their operation's id, and stock clients' ids are all of one length. */
function framesOf(batch: Batch, idLength: number): Frames {
  let frames = batch.frames as Frames | null;
  if (frames === null || frames.idLength !== idLength) frames = makeFrames(batch, idLength);
  else if (frames.isTaken) frames = { ...frames, bytes: Buffer.from(frames.bytes), isTaken: false };
  batch.frames = frames;
  return frames;
}

function makeFrames(batch: Batch, idLength: number): Frames {
  const payloads = payloadsOf(batch);
  const around = beforeId.byteLength + idLength + afterId.byteLength + closing.byteLength;
  let size = 0;
  for (const { byteLength } of payloads) size += headerMax + around + byteLength;
  const bytes = Buffer.allocUnsafe(size);
  const idOffsets: number[] = [];
  let at = 0;
  for (const payload of payloads) {
    at = writeHeader(bytes, at, around + payload.byteLength);
    at += beforeId.copy(bytes, at);
    idOffsets.push(at);
    at += idLength;
    at += afterId.copy(bytes, at);
    at += payload.copy(bytes, at);
    at += closing.copy(bytes, at);
  }
  return { idLength, bytes: bytes.subarray(0, at), idOffsets, isTaken: false };
}

const headerMax = 10;

/** RFC 6455, section 5.2: a final, unmasked text frame. Returns where its payload begins. */
function writeHeader(bytes: Buffer, at: number, length: number): number {
  bytes[at] = 0x81;
  if (length < 126) {
    bytes[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    bytes[at + 1] = 126;
    return bytes.writeUInt16BE(length, at + 2);
  }
  bytes[at + 1] = 127;
  return bytes.writeBigUInt64BE(BigInt(length), at + 2);
}
