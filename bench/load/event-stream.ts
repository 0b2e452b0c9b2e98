import { connect } from 'node:net';
import { readBuffer, type WireOptions, wireOf } from './websocket.ts';

interface EventStreamOptions extends WireOptions {
  token: string;
  /** The operation, as JSON. */
  body: string;
}

const none = Buffer.alloc(0);

/** A client of server-sent events over HTTP/1.1 with chunked bodies. Hands on the data of each event. */
export function openEventStream({ port, path, token, body, onOpen, onText, onClose }: EventStreamOptions): void {
  let rest: Buffer = none;
  let text: Buffer = none;
  let isOpen = false;
  let reason = 'closed';
  const socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback(length) {
        const all = Buffer.concat([rest, readBuffer.subarray(0, length)]);
        rest = Buffer.from(all.subarray(read(all)));
        return true;
      },
    },
  });
  const wire = wireOf(socket, () => {
    throw new Error('A stream of events has one direction.');
  });
  socket.on('error', (error) => {
    reason = error.message;
  });
  socket.on('close', () => onClose(reason));
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

  /** Takes what is whole of the response; gives the place up to which it was taken. */
  function read(buffer: Buffer): number {
    let at = 0;
    if (!isOpen) {
      const head = buffer.indexOf('\r\n\r\n');
      if (head === -1) return 0;
      const headers = buffer.toString('latin1', 0, head);
      if (!headers.startsWith('HTTP/1.1 200') || !/text\/event-stream/i.test(headers)) {
        reason = headers.slice(0, 200);
        socket.destroy();
        return buffer.length;
      }
      isOpen = true;
      at = head + 4;
      onOpen(wire);
    }
    for (;;) {
      const line = buffer.indexOf('\r\n', at);
      if (line === -1) return at;
      const size = Number.parseInt(buffer.toString('latin1', at, line), 16);
      if (line + 2 + size + 2 > buffer.length) return at;
      text = Buffer.concat([text, buffer.subarray(line + 2, line + 2 + size)]);
      at = line + 2 + size + 2;
      takeEvents();
    }
  }

  function takeEvents(): void {
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const data = text.indexOf('data: ');
      if (data !== -1 && data < end) onText(text, data + 6, end);
      text = text.subarray(end + 2);
    }
  }
}
