import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What carries one client's texts, as lean as can be: the load must be able to count what a server can send. */
export interface Wire {
  /** Sends texts in one write. */
  send(...texts: string[]): void;
  pause(): void;
  resume(): void;
  /** Cuts it off, without a farewell. */
  cut(): void;
}

export interface WireOptions {
  port: number;
  path: string;
  subprotocol?: string;
  localAddress?: string;
  onOpen: (wire: Wire) => void;
  /** A whole text lies in `buffer` from `start` to `end`; it is overwritten after the call. */
  onText: (buffer: Buffer, start: number, end: number) => void;
  onClose: (reason: string) => void;
}

/** Sockets read one after the other, and each reading is dealt with before the next: one buffer serves all. */
export const readBuffer = Buffer.allocUnsafe(1_048_576);
const none = Buffer.alloc(0);

export function wireOf(socket: Socket, send: Wire['send']): Wire {
  return {
    send,
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    cut: () => void socket.destroy(),
  };
}

/** A WebSocket client of the plain kind: no extensions, and a mask of zeros. */
export function openWebsocket(options: WireOptions): void {
  const { port, path, subprotocol, localAddress, onOpen, onText, onClose } = options;
  let rest: Buffer = none;
  let isOpen = false;
  let reason = 'closed';

  const socket: Socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    ...(localAddress !== undefined && { localAddress }),
    onread: {
      buffer: readBuffer,
      callback(length) {
        if (rest.length === 0) read(readBuffer, length);
        else {
          const all = Buffer.concat([rest, readBuffer.subarray(0, length)]);
          rest = none;
          read(all, all.length);
        }
        return true;
      },
    },
  });
  const wire = wireOf(
    socket,
    (...texts) => void socket.write(Buffer.concat(texts.map((text) => encodeFrame(1, Buffer.from(text))))),
  );
  socket.on('error', (error) => {
    reason = error.message;
  });
  socket.on('close', () => onClose(reason));
  socket.write(upgradeRequest(port, path, subprotocol));

  function read(buffer: Buffer, length: number): void {
    let at = 0;
    if (!isOpen) {
      const head = buffer.subarray(0, length).indexOf('\r\n\r\n');
      if (head === -1) {
        rest = Buffer.from(buffer.subarray(0, length));
        return;
      }
      const status = buffer.toString('latin1', 0, Math.min(head, 40));
      if (!status.startsWith('HTTP/1.1 101')) {
        reason = status;
        socket.destroy();
        return;
      }
      isOpen = true;
      at = head + 4;
      onOpen(wire);
    }
    while (at + 2 <= length) {
      let start = at + 2;
      let size = (buffer[at + 1] ?? 0) & 0x7f;
      if (size === 126) {
        if (at + 4 > length) break;
        size = buffer.readUInt16BE(at + 2);
        start = at + 4;
      } else if (size === 127) {
        if (at + 10 > length) break;
        size = Number(buffer.readBigUInt64BE(at + 2));
        start = at + 10;
      }
      if (start + size > length) break;
      const opcode = (buffer[at] ?? 0) & 0x0f;
      if (opcode === 1) onText(buffer, start, start + size);
      else control(opcode, buffer.subarray(start, start + size));
      at = start + size;
    }
    if (at < length) rest = Buffer.from(buffer.subarray(at, length));
  }

  function control(opcode: number, payload: Buffer): void {
    if (opcode === 9) socket.write(encodeFrame(10, Buffer.from(payload)));
    if (opcode !== 8) return;
    reason = payload.length >= 2 ? `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}` : 'closed';
    socket.end();
  }
}

function upgradeRequest(port: number, path: string, subprotocol: string | undefined): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
    '\r\n',
  ].join('\r\n');
}

/** A whole frame of a client; its mask is four zeros, which the protocol allows and which leaves the bytes as they are. */
function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  const sizeBytes = size < 126 ? 0 : size < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + sizeBytes + 4);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (sizeBytes === 0 ? size : sizeBytes === 2 ? 126 : 127);
  if (sizeBytes === 2) head.writeUInt16BE(size, 2);
  if (sizeBytes === 8) head.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([head, payload]);
}
