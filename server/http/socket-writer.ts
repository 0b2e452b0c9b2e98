import type { Socket as NetSocket } from 'node:net';
import { type Batch, payloadsOf } from '../realtime/batch.ts';
import { afterFlush } from '../realtime/turn.ts';
import type { Outlet, RenderSink } from './render-sink.ts';
import type { OpenSubscription } from './shared-execution.ts';

/** Writes subscriptions' items to a WebSocket as frames that are made once for all who get them. */
export interface SocketWriter {
  /** Begins an operation's stream. `onEnd` is told when it is over, and why. */
  begin(operationId: string, subscription: OpenSubscription, onEnd: Outlet['end']): RenderSink;
  /** Writes what is due now: before anything else that is written to the socket. */
  flush(): void;
}

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

/**
 * `socket` is what a WebSocket without extensions writes to; its frames and these go through the same queue, each whole.
 * `isOpen` says whether frames may still be sent.
 */
export function createSocketWriter(socket: NetSocket, isOpen: () => boolean): SocketWriter {
  let sinks: RenderSink[] = [];

  function write(batch: Batch, id: Buffer): void {
    if (!isOpen()) return;
    // Several operations' frames leave in one write too.
    if (sinks.length > 1 && socket.writableCorked === 0) {
      socket.cork();
      afterFlush(() => socket.uncork());
    }
    const frames = framesOf(batch, id.byteLength);
    for (const offset of frames.idOffsets) frames.bytes.set(id, offset);
    socket.write(frames.bytes);
    frames.isTaken = socket.writableLength > 0;
  }

  return {
    begin(operationId, subscription, onEnd) {
      const id = Buffer.from(JSON.stringify(operationId));
      let isOver = false;
      let leave = (): void => {};
      const sink = subscription.pipe({
        writable: socket,
        write: (batch) => write(batch, id),
        end(failure) {
          isOver = true;
          leave();
          onEnd(failure);
        },
      });
      // A stream may be over before it has begun.
      if (isOver) return sink;
      sinks.push(sink);
      leave = () => {
        sinks = sinks.filter((each) => each !== sink);
      };
      return sink;
    },
    flush() {
      for (const sink of sinks) sink.flush();
    },
  };
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
  const idOffsets: number[] = [];
  const parts: Buffer[] = [];
  let offset = 0;
  for (const payload of payloadsOf(batch)) {
    const length = beforeId.byteLength + idLength + afterId.byteLength + payload.byteLength + closing.byteLength;
    const header = frameHeader(length);
    idOffsets.push(offset + header.byteLength + beforeId.byteLength);
    parts.push(header, beforeId, Buffer.alloc(idLength), afterId, payload, closing);
    offset += header.byteLength + length;
  }
  return { idLength, bytes: Buffer.concat(parts, offset), idOffsets, isTaken: false };
}

/** RFC 6455, section 5.2: a final, unmasked text frame. */
function frameHeader(length: number): Buffer {
  const finalText = 0x81;
  if (length < 126) return Buffer.from([finalText, length]);
  if (length < 65_536) return Buffer.from([finalText, 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header[0] = finalText;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
