import { randomUUID } from 'node:crypto';
import {
  AcceptContactDocument,
  AddMembersDocument,
  BlockUserDocument,
  CreateConversationDocument,
  RequestContactDocument,
  SendMessageDocument,
  ShareLocationDocument,
  UpdateLocationSharingDocument,
  UpdatePresenceSettingsDocument,
} from '../../../client/index.ts';
import type { Run } from '../run-operation.ts';
import type { TestApp } from '../start-app.ts';
import { runAs } from '../verify-events.ts';
import { type Viewer, viewers } from './table.ts';

/** A conversation that a viewer shares with the subject, and a message of the viewer's in it. */
interface Place {
  conversationId: string;
  messageId: string;
  seq: number;
}

/** A subject with a setting, and everybody who may look at him; of a name of its own, so that worlds share a node. */
export interface PrivacyWorld {
  subjectId: string;
  subject: { token: string; run: Run };
  viewers: Record<Viewer, { token: string; run: Run; direct: Place | null; group: Place | null }>;
}

/** What the table's words for settings mean. */
const settings: Record<string, { presence?: object; location?: object }> = {
  default: {},
  'visibility CONTACTS': { presence: { visibility: 'CONTACTS' } },
  'visibility NOBODY': { presence: { visibility: 'NOBODY' } },
  'showOnlineStatus off': { presence: { showOnlineStatus: false } },
  'showLastSeen off': { presence: { showLastSeen: false } },
  invisible: { presence: { invisible: true } },
  'shareTyping off': { presence: { shareTyping: false } },
  'shareReadReceipts off': { presence: { shareReadReceipts: false } },
  'audience NOBODY': { location: { audience: 'NOBODY' } },
  'audience CONTACTS': { location: { audience: 'CONTACTS' } },
  'audience SELECTED': { location: { audience: 'SELECTED' } },
  'audience EVERYONE': { location: { audience: 'EVERYONE' } },
  'audience EVERYONE, invisible': { presence: { invisible: true }, location: { audience: 'EVERYONE' } },
};

/** Where everybody is. */
export const place = { latitude: 52.5163, longitude: 13.3777 };

/** Those of the viewers who ask who is near. */
export const searchers = ['contact', 'stranger', 'blocked', 'other tenant'] as const satisfies Viewer[];

let count = 0;

/** Makes the subject and his viewers, who are what they are to him, and gives him the setting. Nobody is there yet. */
export async function createPrivacyWorld(app: TestApp, setting: string): Promise<PrivacyWorld> {
  count += 1;
  const number = count;
  const set = settings[setting];
  if (set === undefined) throw new Error(`Nobody knows what "${setting}" means.`);
  const idOf = (name: string) => `${name} ${number}`;
  const subjectId = idOf('subject');
  const actAs = async (sub: string, claims: Record<string, unknown> = {}) => {
    const token = await app.token(sub, claims);
    return { token, run: runAs(app, token) };
  };
  const subject = await actAs(subjectId);
  const actors: Record<Viewer, { token: string; run: Run }> = {
    self: await actAs(subjectId, { sid: 'another device' }),
    contact: await actAs(idOf('contact')),
    stranger: await actAs(idOf('stranger')),
    blocked: await actAs(idOf('blocked')),
    'other tenant': await actAs(idOf('stranger'), { tenant: 'elsewhere' }),
    service: await actAs('backend', { role: 'service' }),
    admin: await actAs('admin', { role: 'admin' }),
  };
  // A first request makes each of them.
  const everybody = [subject, ...Object.values(actors)];
  await Promise.all(everybody.map(({ token }) => app.data(token, '{ viewer { tenantId } }')));
  // The other tenant has one of this name as well.
  await app.data(await app.token(subjectId, { tenant: 'elsewhere' }), '{ viewer { tenantId } }');

  await actors.contact.run(RequestContactDocument, { input: { userId: subjectId } });
  await subject.run(AcceptContactDocument, { input: { userId: idOf('contact') } });
  const selected = set.location === undefined ? {} : { userIds: [idOf('contact'), idOf('blocked')] };
  await subject.run(UpdateLocationSharingDocument, { input: { audience: 'EVERYONE', ...selected, ...set.location } });
  await subject.run(UpdatePresenceSettingsDocument, { input: { ...set.presence } });
  await subject.run(BlockUserDocument, { input: { userId: idOf('blocked') } });

  const world: PrivacyWorld = {
    subjectId,
    subject,
    viewers: Object.fromEntries(
      viewers.map((viewer) => [viewer, { ...actors[viewer], direct: null, group: null }]),
    ) as PrivacyWorld['viewers'],
  };
  // Whoever asks who is near says himself where he is, which nobody sees.
  for (const viewer of searchers) await actors[viewer].run(ShareLocationDocument, { input: { ...place } });
  for (const viewer of ['contact', 'stranger', 'blocked'] as const) {
    const { run } = actors[viewer];
    world.viewers[viewer].direct = await createPlace(run, 'DIRECT', [subjectId]);
    world.viewers[viewer].group = await createPlace(run, 'GROUP', [subjectId]);
  }
  world.viewers.self.direct = world.viewers.contact.direct;
  world.viewers.self.group = world.viewers.contact.group;
  return world;
}

async function createPlace(run: Run, kind: 'DIRECT' | 'GROUP', memberIds: string[]): Promise<Place> {
  const isDirect = kind === 'DIRECT';
  const { createConversation } = await run(CreateConversationDocument, {
    input: { clientId: randomUUID(), kind, memberIds: isDirect ? memberIds : [] },
  });
  const conversationId = createConversation?.conversation.id ?? '';
  if (!isDirect) await run(AddMembersDocument, { input: { conversationId, userIds: memberIds } });
  const { sendMessage } = await run(SendMessageDocument, {
    input: { conversationId, clientMessageId: randomUUID(), text: 'Are you there?' },
  });
  const message = sendMessage?.message;
  if (message === undefined) throw new Error('The message was not sent.');
  return { conversationId, messageId: message.id, seq: message.seq };
}
