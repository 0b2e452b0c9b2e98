import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { vi } from 'vitest';
import { eventually } from './eventually.ts';

/** A mail as it came. */
export interface ReceivedMail extends Email {
  /** The recipient of its envelope. */
  rcpt: string;
  /** The bytes as text: what a header looks like before it is decoded. */
  source: string;
  /** A header's value, unfolded; its name in small letters. */
  header(name: string): string | undefined;
}

/** What a server says to a command: a reply with its code at the beginning, or null where it is well. */
type Reply = string | null;

export interface MailReceiver {
  /** Every mail that was taken. */
  received: ReceivedMail[];
  /** Every mail whose content came, taken or not. */
  offered: ReceivedMail[];
  answerRecipient: (address: string) => Reply;
  answerSender: (address: string) => Reply;
  answerContent: (mail: ReceivedMail) => Reply | Promise<Reply>;
  url: string;
  port: number;
  /** Waits until so many mails were taken. */
  until(count: number): Promise<ReceivedMail[]>;
  close(): Promise<void>;
}

interface MailReceiverOptions {
  /** To come back where another was. */
  port?: number;
  /** Who may send; everybody where it is absent. */
  login?: { user: string; pass: string };
}

/** A mail server, by the one of the library's own authors, and their parser. */
export async function startMailReceiver({ port = 0, login }: MailReceiverOptions = {}): Promise<MailReceiver> {
  const server = new SMTPServer({
    logger: false,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    authOptional: login === undefined,
    closeTimeout: 100,
    onAuth({ username, password }, _session, callback) {
      const isRight = login !== undefined && username === login.user && password === login.pass;
      callback(isRight ? null : errorOf('535 5.7.8 Authentication failed'), { user: username });
    },
    onMailFrom: ({ address }, _session, callback) => callback(errorOf(receiver.answerSender(address))),
    onRcptTo: ({ address }, _session, callback) => callback(errorOf(receiver.answerRecipient(address))),
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void parse(Buffer.concat(chunks), envelope.rcptTo[0]?.address ?? '').then(async (mail) => {
          const reply = await receiver.answerContent(mail);
          receiver.offered.push(mail);
          if (reply === null) receiver.received.push(mail);
          callback(errorOf(reply));
        });
      });
    },
  });
  // A client that goes away in the middle is what some tests are about.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.server.address() as AddressInfo;
  const name = login === undefined ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@`;
  const receiver: MailReceiver = {
    received: [],
    offered: [],
    answerRecipient: () => null,
    answerSender: () => null,
    answerContent: () => null,
    port: taken,
    url: `smtp://${name}127.0.0.1:${taken}`,
    until: async (count) => {
      await vi.waitUntil(() => receiver.received.length >= count, eventually);
      return receiver.received;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return receiver;
}

/** The server puts the code before the text. */
function errorOf(reply: Reply): Error | null {
  return reply === null ? null : Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

async function parse(bytes: Buffer, rcpt: string): Promise<ReceivedMail> {
  const email = await PostalMime.parse(bytes);
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value;
  return { ...email, rcpt, source: bytes.toString(), header };
}
