import { randomUUID } from 'node:crypto';
import type { Socket as NetSocket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Config } from '../config.ts';
import type { Actor, Connection } from '../context.ts';
import { gatherWrites } from '../lib/gather-writes.ts';
import { requestScope } from '../log.ts';
import type { StreamActor } from '../realtime/realtime.ts';
import { closeCodes } from './close-codes.ts';
import type { LiveConnection } from './connections.ts';
import { SocketWriter } from './socket-writer.ts';

/** A WebSocket with whoever it belongs to. */
export interface Socket extends LiveConnection, Connection {
  readonly protocol: string;
  actor: Actor | null;
  /** Whose streams it carries. One object for all of its life, which follows the token. */
  session: StreamActor | null;
  /** Writes what subscriptions bring. */
  readonly writer: SocketWriter;
  isOpen(): boolean;
  /** Writes the text at the end of the tick. Resolves at once, or, where much has not left yet, when this has. */
  send(text: string): Promise<void>;
  onMessage(receive: (text: string) => Promise<void>): void;
  onClose(closed: (code: number, reason: string) => void): void;
}

/** Unsent bytes up to which nobody who answers is made to wait. */
const promptBytesMax = 65_536;

/** Unsent bytes of answers (streams have their own bound): beyond it the reader is gone for good. */
const unsentBytesMax = 8 * 1_048_576;

export function createSocket(
  ws: WebSocket,
  connection: NetSocket,
  config: Config,
  onFault: (error: unknown) => void,
): Socket {
  const isOpen = () => ws.readyState === ws.OPEN;
  const writer = new SocketWriter(connection, ws);
  const renewals = new Set<(actor: Actor) => void>();
  let lastSignAt = Date.now();
  let lastPingAt = lastSignAt;
  const sign = () => {
    lastSignAt = Date.now();
  };
  ws.on('pong', sign);
  ws.on('ping', sign);
  // ws itself closes the socket after a broken or too large frame; without a listener the process would end.
  ws.on('error', () => {});

  const fail = (error: unknown): void => {
    onFault(error);
    socket.close(closeCodes.internal, 'Something went wrong on the server.');
  };

  /** A subscription's message is served for as long as it lives: nothing here may keep what it was read into. */
  function take(text: string, receive: (text: string) => Promise<void>): void {
    requestScope.run({ requestId: randomUUID() }, receive, text).catch(fail);
  }

  const socket: Socket = {
    protocol: ws.protocol,
    actor: null,
    isSocket: true,
    session: null,
    writer,
    isOpen,
    send(text) {
      writer.flush();
      if (!isOpen()) return Promise.resolve();
      // An answer is two messages, its result and that it is complete, and answers to one batch come together.
      gatherWrites(connection);
      if (connection.writableLength > promptBytesMax) return new Promise((resolve) => ws.send(text, () => resolve()));
      ws.send(text);
      return Promise.resolve();
    },
    close(code, reason) {
      writer.flush();
      ws.close(code, cutReason(reason));
      // A peer that does not answer the closing is not waited for.
      setTimeout(() => ws.terminate(), 2_000).unref();
    },
    renew(actor) {
      socket.actor = actor;
      const { tenantId, userId, sid, issuedAtMs } = actor;
      if (socket.session === null) socket.session = { tenantId, userId, sid, issuedAtMs };
      else Object.assign(socket.session, { sid, issuedAtMs });
      for (const renewed of [...renewals]) renewed(actor);
    },
    onRenew(renewed) {
      renewals.add(renewed);
      return () => renewals.delete(renewed);
    },
    sweep(now) {
      if (now - lastSignAt > config.socketSilenceMsMax) return ws.terminate();
      if (ws.bufferedAmount > unsentBytesMax)
        return socket.close(closeCodes.tooSlow, 'The reader stood still for too long.');
      if (now - lastPingAt < config.limits.pingIntervalMs || ws.readyState !== ws.OPEN) return;
      lastPingAt = now;
      ws.ping();
    },
    onMessage(receive) {
      ws.on('message', (data, isBinary) => {
        sign();
        if (isBinary) socket.close(closeCodes.badRequest, 'Messages are text.');
        else take(String(data), receive);
      });
    },
    onClose(closed) {
      if (ws.readyState === ws.CLOSED) closed(closeCodes.goingAway, '');
      else ws.once('close', (code, reason) => closed(code, String(reason)));
    },
  };
  return socket;
}

/** A close frame holds 123 bytes of reason. */
function cutReason(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, 123)
    .toString()
    .replace(/\uFFFD+$/, '');
}
