import { describe, expect, test } from 'vitest';
import { defaultPreferences } from '../notifications/preferences.ts';
import { type Standing, stillWanted, type Waiting } from './still-wanted.ts';

const now = new Date('2026-06-01T12:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
const quiet = { start: '11:00', end: '13:00', timeZone: 'UTC' };

const waiting: Waiting = {
  ...{ channel: 'WEB_PUSH', type: 'MESSAGE', priority: 'NORMAL', actorId: 'ann' },
  ...{ expiresAt: at(3_600_000), createdAt: at(-500) },
};
const message = { isMember: true, isRead: false, isShown: true, isOpen: false };
const standing: Standing = {
  ...{ isReached: true, inbox: 'NEW', isSo: true, message, preferences: defaultPreferences },
  ...{ mayNotify: true, conversationMutedUntil: null, isActive: false },
};

interface Case {
  when: string;
  waiting?: Partial<Waiting>;
  standing?: Partial<Standing>;
  is: string;
}

const cases: Case[] = [
  { when: 'nothing has changed', is: 'SEND' },
  { when: 'it was never in the inbox', standing: { inbox: null }, is: 'SEND' },
  { when: 'it tells of no message', waiting: { type: 'ALERT' }, standing: { message: null }, is: 'SEND' },
  { when: 'the device is gone', standing: { isReached: false }, is: 'SKIP NO_TARGET' },
  { when: 'he has seen it', standing: { inbox: 'SEEN' }, is: 'SKIP SEEN' },
  { when: 'he has marked it as read', standing: { inbox: 'READ' }, is: 'SKIP READ' },
  { when: 'he has put it away', standing: { inbox: 'ARCHIVED' }, is: 'SKIP ARCHIVED' },
  { when: 'it is deleted', standing: { inbox: 'GONE' }, is: 'SKIP GONE' },
  {
    when: 'what it tells of was taken back',
    waiting: { type: 'CONTACT_REQUEST' },
    standing: { inbox: null, isSo: false, message: null },
    is: 'SKIP GONE',
  },
  { when: 'his position is beyond it', standing: { message: { ...message, isRead: true } }, is: 'SKIP READ' },
  { when: 'its message is deleted', standing: { message: { ...message, isShown: false } }, is: 'SKIP GONE' },
  {
    when: 'he has left, which takes the notification and the message as well',
    standing: { inbox: 'GONE', message: { ...message, isMember: false, isRead: true, isShown: false } },
    is: 'SKIP NOT_A_MEMBER',
  },
  { when: 'he has blocked who wrote', standing: { mayNotify: false }, is: 'SKIP BLOCKED' },
  {
    when: 'he has muted who wrote',
    standing: { preferences: { ...defaultPreferences, mutedUserIds: ['ann'] } },
    is: 'SKIP MUTED_USER',
  },
  { when: 'he has muted the conversation', standing: { conversationMutedUntil: at(1) }, is: 'SKIP MUTED_CONVERSATION' },
  { when: 'it is over', waiting: { expiresAt: at(0) }, is: 'SKIP EXPIRED' },
  {
    when: 'he has turned the channel off',
    standing: { preferences: { ...defaultPreferences, types: { ...defaultPreferences.types, MESSAGE: ['IN_APP'] } } },
    is: 'SKIP CHANNEL_OFF',
  },
  {
    when: 'he wants to hear of what is HIGH alone',
    standing: { preferences: { ...defaultPreferences, minimumPriority: 'HIGH' } },
    is: 'SKIP BELOW_MINIMUM_PRIORITY',
  },
  {
    when: 'his quiet hours have begun',
    waiting: { expiresAt: at(7_200_000) },
    standing: { preferences: { ...defaultPreferences, quietHours: quiet } },
    is: `WAIT QUIET_HOURS ${at(3_600_000)}`,
  },
  {
    when: 'his quiet hours outlast it',
    standing: { preferences: { ...defaultPreferences, quietHours: quiet } },
    is: 'SKIP EXPIRED',
  },
  {
    when: 'his quiet hours have begun, and it is URGENT',
    waiting: { priority: 'URGENT' },
    standing: { preferences: { ...defaultPreferences, quietHours: quiet } },
    is: 'SEND',
  },
  {
    when: 'he does not want to be disturbed, however URGENT it is',
    waiting: { priority: 'URGENT' },
    standing: { preferences: { ...defaultPreferences, doNotDisturbUntil: at(1_000) } },
    is: `WAIT DO_NOT_DISTURB ${at(1_000)}`,
  },
  {
    when: 'he has the conversation open',
    standing: { isActive: true, message: { ...message, isOpen: true } },
    is: 'SKIP CONVERSATION_OPEN',
  },
  { when: 'he is at a device', standing: { isActive: true }, is: `WAIT ACTIVE_ELSEWHERE ${at(1_500)}` },
  {
    when: 'he is at a device, and has had his time to read it there',
    waiting: { createdAt: at(-2_000) },
    standing: { isActive: true },
    is: 'SEND',
  },
  {
    when: 'he is at a device, and it is mail',
    waiting: { channel: 'EMAIL', type: 'ALERT' },
    standing: { isActive: true, message: null },
    is: 'SEND',
  },
];

describe('Whether a delivery is still wanted when its time has come', () => {
  test.each(cases)('$when: $is', (each) => {
    const verdict = stillWanted({ ...waiting, ...each.waiting }, { ...standing, ...each.standing }, now, 2_000);
    const { kind, rule = '', until = '' } = verdict as Record<string, string>;
    expect(`${kind} ${rule} ${until}`.trim()).toBe(each.is);
  });
});
