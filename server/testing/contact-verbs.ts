import {
  AcceptContactDocument,
  DeclineContactDocument,
  RemoveContactDocument,
  RequestContactDocument,
} from '../../client/index.ts';
import type { Name, Verb, World } from './verb.ts';

export const request =
  (from: Name, userId: Name, message?: string) =>
  ({ as }: World) =>
    as[from](RequestContactDocument, { input: { userId, ...(message !== undefined && { message }) } });
const accept =
  (by: Name, userId: Name) =>
  ({ as }: World) =>
    as[by](AcceptContactDocument, { input: { userId } });
const decline =
  (by: Name, userId: Name) =>
  ({ as }: World) =>
    as[by](DeclineContactDocument, { input: { userId } });
const removeContact =
  (by: Name, userId: Name) =>
  ({ as }: World) =>
    as[by](RemoveContactDocument, { input: { userId } });

/** Makes two users contacts. */
export const befriend = (one: Name, other: Name) => async (world: World) => {
  await request(one, other)(world);
  await accept(other, one)(world);
};

/** The rows of `verify-events.test.ts` about contacts. */
export const contactVerbs: Verb[] = [
  {
    mutation: 'requestContact',
    when: 'of somebody else, twice',
    act: async (world) => {
      await request('alice', 'carol', 'Do you remember me?')(world);
      await request('alice', 'carol', 'Do you?')(world);
    },
    tells: { alice: ['ContactRequested'], bob: [], carol: ['ContactRequested'] },
  },
  {
    mutation: 'requestContact',
    when: 'of who has asked himself',
    prepare: request('carol', 'alice'),
    act: request('alice', 'carol'),
    tells: { alice: ['ContactAdded'], carol: ['ContactAdded'] },
  },
  {
    mutation: 'acceptContact',
    when: 'twice',
    prepare: request('alice', 'carol'),
    act: async (world) => {
      await accept('carol', 'alice')(world);
      await accept('carol', 'alice')(world);
    },
    tells: { alice: ['ContactAdded'], carol: ['ContactAdded'] },
  },
  {
    mutation: 'declineContact',
    when: 'of which the requester is told nothing',
    prepare: request('alice', 'carol'),
    act: async (world) => {
      await decline('carol', 'alice')(world);
      await decline('carol', 'alice')(world);
    },
    tells: { alice: [], carol: ['ContactRequestRemoved'] },
  },
  {
    mutation: 'removeContact',
    when: 'who is one',
    prepare: befriend('alice', 'carol'),
    act: async (world) => {
      await removeContact('carol', 'alice')(world);
      await removeContact('carol', 'alice')(world);
    },
    tells: { alice: ['ContactRemoved'], carol: ['ContactRemoved'] },
  },
  {
    mutation: 'removeContact',
    when: 'who is only asked, and asks again',
    prepare: request('alice', 'carol'),
    act: async (world) => {
      await removeContact('alice', 'carol')(world);
      await request('alice', 'carol')(world);
    },
    tells: {
      alice: ['ContactRequestRemoved', 'ContactRequested'],
      carol: ['ContactRequestRemoved', 'ContactRequested'],
    },
  },
];
