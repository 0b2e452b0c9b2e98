import { expect, test } from 'vitest';
import { judgeSmtpError, type SmtpError } from './smtp-outcome.ts';

/** As nodemailer tells of an answer. */
const answered = (command: string, response: string): SmtpError => {
  const responseCode = Number(response.slice(0, 3));
  return { code: 'EENVELOPE', command, response, responseCode, permanent: responseCode >= 500 && responseCode !== 503 };
};

const cases: [string, SmtpError, string, string][] = [
  ['nobody listens', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }, 'RETRY', 'server'],
  ['no greeting', { code: 'ETIMEDOUT', command: 'CONN' }, 'RETRY', 'server'],
  ['no encryption', { code: 'ETLS', command: 'STARTTLS' }, 'RETRY', 'server'],
  ['a wrong password', answered('AUTH PLAIN', '535 5.7.8 Authentication failed'), 'RETRY', 'server'],
  ['a sender that is not allowed', answered('MAIL FROM', '550 5.7.1 Not yours'), 'RETRY', 'server'],
  ['too many connections', answered('CONN', '421 4.7.0 Later'), 'RETRY', 'server'],
  ['a grey list', answered('RCPT TO', '450 4.7.1 Greylisted, try again'), 'RETRY', 'mail'],
  ['a wrong order of commands', answered('RCPT TO', '503 5.5.1 Bad sequence'), 'RETRY', 'mail'],
  ['a full mailbox', answered('RCPT TO', '552 5.2.2 Mailbox full'), 'RETRY', 'mail'],
  ['a full mailbox, without a status', answered('RCPT TO', '552 Quota exceeded'), 'RETRY', 'mail'],
  ['no such mailbox', answered('RCPT TO', '550 5.1.1 <a@b>: no such user'), 'TARGET_GONE', 'address'],
  ['no such mailbox, without a status', answered('RCPT TO', '550 No such user here'), 'TARGET_GONE', 'address'],
  [
    'no such mailbox, on several lines',
    answered('RCPT TO', '550-5.1.1 Gone.\n550 5.1.1 Really.'),
    'TARGET_GONE',
    'address',
  ],
  ['no such mailbox, said after the content', answered('DATA', '550 5.1.1 No such user'), 'TARGET_GONE', 'address'],
  ['a host that takes no mail', answered('RCPT TO', '556 5.1.10 Null MX'), 'TARGET_GONE', 'address'],
  ['a relay that does not want to', answered('RCPT TO', '554 5.7.1 Relay access denied'), 'REFUSED', 'mail'],
  ['the same without a status', answered('RCPT TO', '550 relay not permitted'), 'REFUSED', 'mail'],
  ['a block list', answered('RCPT TO', '550 5.7.1 Your network is blocked'), 'REFUSED', 'mail'],
  ['content that is taken for spam', answered('DATA', '554 5.7.1 Spam'), 'REFUSED', 'mail'],
  ['the same without a status', answered('DATA', '550 Spam'), 'REFUSED', 'mail'],
  ['a mail that is too large', answered('DATA', '552 5.3.4 Too large'), 'REFUSED', 'mail'],
  ['an envelope that cannot be made', { code: 'EENVELOPE', command: 'API' }, 'REFUSED', 'mail'],
  ['what nobody knows', {}, 'RETRY', 'server'],
];

test.each(cases)('%s', (_what, error, kind, fault) => {
  const failure = judgeSmtpError(error);
  expect([failure.outcome.kind, failure.fault]).toEqual([kind, fault]);
  expect(failure.outcome.code).toBe(error.responseCode ?? null);
});

test('What is kept of a failure names codes, and neither addresses nor hosts', () => {
  const { outcome } = judgeSmtpError(answered('RCPT TO', '450 4.7.1 <alice@example.com> on mx.example.com'));
  expect(outcome).toMatchObject({ error: 'EENVELOPE 450 4.7.1 at RCPT TO' });
  const refused = { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' };
  expect(judgeSmtpError(refused).outcome).toMatchObject({ error: 'ESOCKET ECONNREFUSED at CONN' });
});
