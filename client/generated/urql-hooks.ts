import {
  type AnyVariables,
  createRequest,
  type SubscriptionHandler,
  type UseMutationResponse,
  type UseQueryArgs,
  type UseQueryResponse,
  type UseSubscriptionArgs,
  type UseSubscriptionResponse,
  useMutation,
  useQuery,
  useSubscription,
} from 'urql';
import * as T from './operations.ts';
import type { TypedDocumentString } from './operations.ts';

type WithVariables<V, Rest> = Omit<Rest, 'query' | 'variables'> &
  ({} extends V ? { variables?: V } : { variables: V });

/** What a query's hook takes: its variables, and urql's `pause`, `requestPolicy` and `context`. */
export type QueryArgs<D, V extends AnyVariables> = WithVariables<V, UseQueryArgs<V, D>>;

/** What a subscription's hook takes: its variables, and urql's `pause` and `context`. */
export type SubscriptionArgs<D, V extends AnyVariables> = WithVariables<V, UseSubscriptionArgs<V, D>>;

type KeyedDocument = ReturnType<typeof createRequest>['query'];

type Text = { toString(): string; readonly __meta__: { readonly hash: string } };

const documents = new WeakMap<Text, KeyedDocument>();
const ids = new Map<number | undefined, string>();

/** Parsed once: urql would hash the text again at each rendering. */
function documentOf(operation: Text): KeyedDocument {
  const known = documents.get(operation);
  if (known !== undefined) return known;
  const document = createRequest(operation.toString(), undefined).query;
  documents.set(operation, document);
  ids.set(keyOf(document), operation.__meta__.hash);
  return document;
}

/** urql's own key of a document, which stays when its cache adds `__typename` to it. */
const keyOf = (document: object) => ('__key' in document ? Number(document.__key) : undefined);

/**
 * For `persistedExchange({ generateHash })` of `@urql/exchange-persisted`: the id of an operation of these hooks, so that
 * a server which knows it is sent no text. What is run is then the operation as it is here, without what a cache adds.
 * Gives the empty text, and so sends the text, for other operations.
 */
export async function generateHash(_text: string, document: object): Promise<string> {
  return ids.get(keyOf(document)) ?? '';
}

function useTypedQuery<D, V extends AnyVariables>(
  document: TypedDocumentString<D, V>,
  args: QueryArgs<D, V> | undefined,
): UseQueryResponse<D, V> {
  return useQuery<D, V>({ ...args, query: documentOf(document) } as UseQueryArgs<V, D>);
}

function useTypedMutation<D, V extends AnyVariables>(document: TypedDocumentString<D, V>): UseMutationResponse<D, V> {
  return useMutation<D, V>(documentOf(document));
}

function useTypedSubscription<D, R, V extends AnyVariables>(
  document: TypedDocumentString<D, V>,
  args: SubscriptionArgs<D, V> | undefined,
  handler: SubscriptionHandler<D, R> | undefined,
): UseSubscriptionResponse<R, V> {
  return useSubscription<D, R, V>({ ...args, query: documentOf(document) } as UseSubscriptionArgs<V, D>, handler);
}

/**
 * What the application publishes to these topics from now on, in its order for each publisher and topic. The token's claim
 * `topics` must grant all of them, by name or by a beginning with a `*` (FORBIDDEN, which names `topics.0` and so on);
 * tokens of the role `service` hear all. It ends with FORBIDDEN when `refreshSession` brings a token that does not grant them
 * any more, and with the session.
 */
export const useApplicationSignalsSubscription = <R = T.ApplicationSignalsSubscription>(
  args: SubscriptionArgs<T.ApplicationSignalsSubscription, T.ApplicationSignalsSubscriptionVariables>,
  handler?: SubscriptionHandler<T.ApplicationSignalsSubscription, R>,
): UseSubscriptionResponse<R, T.ApplicationSignalsSubscriptionVariables> => useTypedSubscription(T.ApplicationSignalsDocument, args, handler);

/**
 * Tells something to all who hear a topic now, on all nodes, or only to those users among them who are named. It is kept
 * nowhere; a request that is repeated is told again. Only for the role `service`; SIGNALS_PER_SECOND_MAX (100) a second.
 * Without Redis, or while it is away, those on other nodes do not get it.
 */
export const usePublishSignalMutation = (): UseMutationResponse<T.PublishSignalMutation, T.PublishSignalMutationVariables> => useTypedMutation(T.PublishSignalDocument);

/** An attachment: one's own, or one in a message that the viewer may read. Errors: `NOT_FOUND`. */
export const useAttachmentQuery = (args: QueryArgs<T.AttachmentQuery, T.AttachmentQueryVariables>): UseQueryResponse<T.AttachmentQuery, T.AttachmentQueryVariables> =>
  useTypedQuery(T.AttachmentDocument, args);

/** An attachment: one's own, or one in a message that the viewer may read. Errors: `NOT_FOUND`. */
export const useAttachmentAddressesQuery = (args: QueryArgs<T.AttachmentAddressesQuery, T.AttachmentAddressesQueryVariables>): UseQueryResponse<T.AttachmentAddressesQuery, T.AttachmentAddressesQueryVariables> =>
  useTypedQuery(T.AttachmentAddressesDocument, args);

/**
 * Deletes an attachment of the viewer's own that is in no message, also in the middle of its upload. One that is gone
 * already is no error. Errors: `CONFLICT` where a message has it.
 */
export const useDeleteAttachmentMutation = (): UseMutationResponse<T.DeleteAttachmentMutation, T.DeleteAttachmentMutationVariables> => useTypedMutation(T.DeleteAttachmentDocument);

/**
 * Sends the application's own notification to everybody of the tenant, or to a segment, each by his preferences, in the background
 * and at a pace that leaves room for everything else. No user is told twice, whatever is retried and whatever breaks. Only
 * for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND` for a conversation or a user who is not there, `CONFLICT` for
 * a `clientId` of another request.
 */
export const useBroadcastNotificationMutation = (): UseMutationResponse<T.BroadcastNotificationMutation, T.BroadcastNotificationMutationVariables> => useTypedMutation(T.BroadcastNotificationDocument);

/**
 * Stops a broadcast: after the answer nobody else is told. Of one that is over nothing changes. Only for the `service` role.
 * Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const useCancelNotificationBroadcastMutation = (): UseMutationResponse<T.CancelNotificationBroadcastMutation, T.CancelNotificationBroadcastMutationVariables> => useTypedMutation(T.CancelNotificationBroadcastDocument);

/** A broadcast of the tenant's, with its progress. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`. */
export const useNotificationBroadcastQuery = (args: QueryArgs<T.NotificationBroadcastQuery, T.NotificationBroadcastQueryVariables>): UseQueryResponse<T.NotificationBroadcastQuery, T.NotificationBroadcastQueryVariables> =>
  useTypedQuery(T.NotificationBroadcastDocument, args);

/** The tenant's broadcasts, the newest first. Only for the `service` role. Errors: `FORBIDDEN`. */
export const useNotificationBroadcastsQuery = (args?: QueryArgs<T.NotificationBroadcastsQuery, T.NotificationBroadcastsQueryVariables>): UseQueryResponse<T.NotificationBroadcastsQuery, T.NotificationBroadcastsQueryVariables> =>
  useTypedQuery(T.NotificationBroadcastsDocument, args);

/** Whoever asks. */
export const useContactsQuery = (args?: QueryArgs<T.ContactsQuery, T.ContactsQueryVariables>): UseQueryResponse<T.ContactsQuery, T.ContactsQueryVariables> =>
  useTypedQuery(T.ContactsDocument, args);

/** Whoever asks. */
export const useContactRequestsQuery = (args: QueryArgs<T.ContactRequestsQuery, T.ContactRequestsQueryVariables>): UseQueryResponse<T.ContactRequestsQuery, T.ContactRequestsQueryVariables> =>
  useTypedQuery(T.ContactRequestsDocument, args);

/** Whoever asks. */
export const useBlockedUsersQuery = (args?: QueryArgs<T.BlockedUsersQuery, T.BlockedUsersQueryVariables>): UseQueryResponse<T.BlockedUsersQuery, T.BlockedUsersQueryVariables> =>
  useTypedQuery(T.BlockedUsersDocument, args);

/**
 * Asks a user to be the viewer's contact. Who has asked the viewer himself is his contact by that; who is it already stays
 * it, and a request that waits stays as it is. Who does not want it does nothing: a request that was declined goes on
 * waiting. NOT_FOUND where there is no such user, CONFLICT for somebody whom the viewer has blocked, and where
 * `limits.pendingContactRequestsMax` of his requests wait; RATE_LIMITED above 100 an hour.
 */
export const useRequestContactMutation = (): UseMutationResponse<T.RequestContactMutation, T.RequestContactMutationVariables> => useTypedMutation(T.RequestContactDocument);

/**
 * Accepts a request: the two are each other's contacts. Who is the viewer's contact already stays it. NOT_FOUND where there
 * is no request of his to the viewer.
 */
export const useAcceptContactMutation = (): UseMutationResponse<T.AcceptContactMutation, T.AcceptContactMutationVariables> => useTypedMutation(T.AcceptContactDocument);

/**
 * Puts a request to the viewer away. Its requester is told nothing, and for 30 days the viewer is not asked again by him.
 * Where there is none, nothing changes. The viewer may still ask him, which makes them contacts while he waits.
 */
export const useDeclineContactMutation = (): UseMutationResponse<T.DeclineContactMutation, T.DeclineContactMutationVariables> => useTypedMutation(T.DeclineContactDocument);

/** Ends being contacts, for both; or takes a request of the viewer's own back. Where there is neither, nothing changes. */
export const useRemoveContactMutation = (): UseMutationResponse<T.RemoveContactMutation, T.RemoveContactMutationVariables> => useTypedMutation(T.RemoveContactDocument);

/**
 * Blocks a user, who is told nothing and notices nothing: he sees no more of the viewer's presence and location than of
 * somebody who is offline, his requests are never shown, and in a DIRECT what he writes is shown to himself alone. The
 * viewer's streams bring `EventWithheld` in its place, and so it stays, also once he is unblocked. What the viewer reads there,
 * he does not see. In a GROUP or CHANNEL a block hides no message. Who is blocked already stays it. NOT_FOUND where there is no
 * such user.
 */
export const useBlockUserMutation = (): UseMutationResponse<T.BlockUserMutation, T.BlockUserMutationVariables> => useTypedMutation(T.BlockUserDocument);

/** Lifts a block, from now on: what was withheld stays so. Where there is none, nothing changes. NOT_FOUND where there is no such user. */
export const useUnblockUserMutation = (): UseMutationResponse<T.UnblockUserMutation, T.UnblockUserMutationVariables> => useTypedMutation(T.UnblockUserDocument);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useConversationQuery = (args: QueryArgs<T.ConversationQuery, T.ConversationQueryVariables>): UseQueryResponse<T.ConversationQuery, T.ConversationQueryVariables> =>
  useTypedQuery(T.ConversationDocument, args);

/** The tenant's PUBLIC channels, newest first. */
export const useChannelsQuery = (args?: QueryArgs<T.ChannelsQuery, T.ChannelsQueryVariables>): UseQueryResponse<T.ChannelsQuery, T.ChannelsQueryVariables> =>
  useTypedQuery(T.ChannelsDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useMembersQuery = (args: QueryArgs<T.MembersQuery, T.MembersQueryVariables>): UseQueryResponse<T.MembersQuery, T.MembersQueryVariables> =>
  useTypedQuery(T.MembersDocument, args);

/**
 * Creates a conversation; the viewer is its owner (in a DIRECT both are members). The same `clientId` returns the first
 * result; with another request it is `CONFLICT`. A DIRECT that the pair has already is returned as it is.
 */
export const useCreateConversationMutation = (): UseMutationResponse<T.CreateConversationMutation, T.CreateConversationMutationVariables> => useTypedMutation(T.CreateConversationDocument);

/** Changes title, visibility, history visibility or metadata. For admins; a DIRECT has only metadata. What is absent stays. */
export const useUpdateConversationMutation = (): UseMutationResponse<T.UpdateConversationMutation, T.UpdateConversationMutationVariables> => useTypedMutation(T.UpdateConversationDocument);

/** Enters a PUBLIC channel; who enters one that nobody is in becomes its OWNER. `FORBIDDEN` for who is banned. Safe to repeat. */
export const useJoinConversationMutation = (): UseMutationResponse<T.JoinConversationMutation, T.JoinConversationMutationVariables> => useTypedMutation(T.JoinConversationDocument);

/** Leaves a conversation; not a DIRECT. The last owner hands over first, if others are there. Safe to repeat. */
export const useLeaveConversationMutation = (): UseMutationResponse<T.LeaveConversationMutation, T.LeaveConversationMutationVariables> => useTypedMutation(T.LeaveConversationDocument);

/** Adds users of the tenant, as MEMBER. For admins. Who is a member already stays as he is; who is banned is a `CONFLICT`. */
export const useAddMembersMutation = (): UseMutationResponse<T.AddMembersMutation, T.AddMembersMutationVariables> => useTypedMutation(T.AddMembersDocument);

/** Removes a member. For admins; an owner only by an owner. Safe to repeat. */
export const useRemoveMemberMutation = (): UseMutationResponse<T.RemoveMemberMutation, T.RemoveMemberMutationVariables> => useTypedMutation(T.RemoveMemberDocument);

/** Sets a member's role. For owners. The last owner cannot be set to something else (`CONFLICT`). */
export const useSetMemberRoleMutation = (): UseMutationResponse<T.SetMemberRoleMutation, T.SetMemberRoleMutationVariables> => useTypedMutation(T.SetMemberRoleDocument);

/** Sets the viewer's own preferences. What is absent stays. */
export const useSetConversationPreferencesMutation = (): UseMutationResponse<T.SetConversationPreferencesMutation, T.SetConversationPreferencesMutationVariables> => useTypedMutation(T.SetConversationPreferencesDocument);

/**
 * How far the last erasure of a user has got; null where there was none. Only for the role `service`. Errors: `FORBIDDEN`,
 * `NOT_FOUND`.
 */
export const useUserErasureQuery = (args: QueryArgs<T.UserErasureQuery, T.UserErasureQueryVariables>): UseQueryResponse<T.UserErasureQuery, T.UserErasureQueryVariables> =>
  useTypedQuery(T.UserErasureDocument, args);

/**
 * Erases a user: what he wrote is gone for good, from messages, history, streams, search and files. Each message leaves a
 * tombstone with its `seq` and his id, and a `MessageDeleted` by which clients drop what they have. It begins within
 * seconds and is done in steps: see `userErasure`. While one is under way, nothing changes; asked again later, it erases what
 * has come since. After ACCOUNT a new token of the same id is let in as a user without a past, with an empty profile.
 * Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const useEraseUserMutation = (): UseMutationResponse<T.EraseUserMutation, T.EraseUserMutationVariables> => useTypedMutation(T.EraseUserDocument);

/**
 * The viewer's one stream: every durable event of all his conversations and of his own log, and the state items. With
 * `after` it begins with what came after that cursor, then says `CaughtUp`. Within a conversation, events come in `seq`
 * order, none missing and none twice. Errors: `BAD_USER_INPUT` for a cursor that is not one of this server's.
 */
export const useEventsSubscription = <R = T.EventsSubscription>(
  args?: SubscriptionArgs<T.EventsSubscription, T.EventsSubscriptionVariables>,
  handler?: SubscriptionHandler<T.EventsSubscription, R>,
): UseSubscriptionResponse<R, T.EventsSubscriptionVariables> => useTypedSubscription(T.EventsDocument, args, handler);

/** The events of one conversation, for simple clients. Errors: `NOT_FOUND` where the viewer is no member. */
export const useConversationEventsSubscription = <R = T.ConversationEventsSubscription>(
  args: SubscriptionArgs<T.ConversationEventsSubscription, T.ConversationEventsSubscriptionVariables>,
  handler?: SubscriptionHandler<T.ConversationEventsSubscription, R>,
): UseSubscriptionResponse<R, T.ConversationEventsSubscriptionVariables> => useTypedSubscription(T.ConversationEventsDocument, args, handler);

/** An export that the viewer has asked for. */
export const useConversationExportQuery = (args: QueryArgs<T.ConversationExportQuery, T.ConversationExportQueryVariables>): UseQueryResponse<T.ConversationExportQuery, T.ConversationExportQueryVariables> =>
  useTypedQuery(T.ConversationExportDocument, args);

/**
 * Asks for a conversation as a file, as far as the viewer may read it now. The same `clientId` returns the first request.
 * `CONFLICT` while another export of his is being written. For members.
 */
export const useExportConversationMutation = (): UseMutationResponse<T.ExportConversationMutation, T.ExportConversationMutationVariables> => useTypedMutation(T.ExportConversationDocument);

/**
 * Where users are: at once one item for each, in the order asked for, then one for each change. Of whom the viewer may not
 * see, there is one item with null, and no other before he may. A change of what he may see is told within 1 s.
 */
export const useLocationsSubscription = <R = T.LocationsSubscription>(
  args: SubscriptionArgs<T.LocationsSubscription, T.LocationsSubscriptionVariables>,
  handler?: SubscriptionHandler<T.LocationsSubscription, R>,
): UseSubscriptionResponse<R, T.LocationsSubscriptionVariables> => useTypedSubscription(T.LocationsDocument, args, handler);

/** Whoever asks. */
export const useLocationSharingQuery = (args?: QueryArgs<T.LocationSharingQuery, T.LocationSharingQueryVariables>): UseQueryResponse<T.LocationSharingQuery, T.LocationSharingQueryVariables> =>
  useTypedQuery(T.LocationSharingDocument, args);

/**
 * Shares where the viewer is: begins a share, or goes on with the one that runs. The audience is that of
 * `updateLocationSharing`; before the first of those, nobody sees it. A device says it every 5 to 30 s, whether or not it
 * has moved: what is stale is shown as stale. One is told at most every `limits.locationIntervalMs` (5 s), and only where
 * the snapped position is `limits.locationMetersMin` (10 m) or more from the last; what comes sooner is merged, and the
 * latest wins. The position is kept in memory (or Redis) alone, and not beyond the share. Errors: `BAD_USER_INPUT` names the field.
 */
export const useShareLocationMutation = (): UseMutationResponse<T.ShareLocationMutation, T.ShareLocationMutationVariables> => useTypedMutation(T.ShareLocationDocument);

/** Ends the viewer's share: everybody who sees where he is sees null within 5 s, usually at once. Without a share nothing changes. */
export const useStopSharingLocationMutation = (): UseMutationResponse<T.StopSharingLocationMutation, T.StopSharingLocationMutationVariables> => useTypedMutation(T.StopSharingLocationDocument);

/**
 * Sets to whom the viewer's position goes, and how exactly. What is absent stays. It holds for the share that runs, at once,
 * and for later ones; a finer precision shows with the next report. Errors: `NOT_FOUND` for a user whom there is not,
 * `BAD_USER_INPUT`.
 */
export const useUpdateLocationSharingMutation = (): UseMutationResponse<T.UpdateLocationSharingMutation, T.UpdateLocationSharingMutationVariables> => useTypedMutation(T.UpdateLocationSharingDocument);

/**
 * Users who are near the viewer, of those who let him see where they are: the nearest first, `limits.nearbyUsersMax` (100) at
 * most. Only while the viewer shares his own position, whoever sees it, which is the centre; distances are measured between
 * snapped positions. Errors: `FORBIDDEN` where he shares none, `BAD_USER_INPUT`, `RATE_LIMITED` (30 a minute), `UNAVAILABLE`.
 */
export const useNearbyUsersQuery = (args: QueryArgs<T.NearbyUsersQuery, T.NearbyUsersQueryVariables>): UseQueryResponse<T.NearbyUsersQuery, T.NearbyUsersQueryVariables> =>
  useTypedQuery(T.NearbyUsersDocument, args);

/** A message that the viewer may read. */
export const useMessageQuery = (args: QueryArgs<T.MessageQuery, T.MessageQueryVariables>): UseQueryResponse<T.MessageQuery, T.MessageQueryVariables> =>
  useTypedQuery(T.MessageDocument, args);

/** A message that the viewer may read. */
export const useMessageDeliveryQuery = (args: QueryArgs<T.MessageDeliveryQuery, T.MessageDeliveryQueryVariables>): UseQueryResponse<T.MessageDeliveryQuery, T.MessageDeliveryQueryVariables> =>
  useTypedQuery(T.MessageDeliveryDocument, args);

/** A message that the viewer may read. */
export const useMessageVersionsQuery = (args: QueryArgs<T.MessageVersionsQuery, T.MessageVersionsQueryVariables>): UseQueryResponse<T.MessageVersionsQuery, T.MessageVersionsQueryVariables> =>
  useTypedQuery(T.MessageVersionsDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useMessagesQuery = (args: QueryArgs<T.MessagesQuery, T.MessagesQueryVariables>): UseQueryResponse<T.MessagesQuery, T.MessagesQueryVariables> =>
  useTypedQuery(T.MessagesDocument, args);

/** A message that the viewer may read. */
export const useReactorsQuery = (args: QueryArgs<T.ReactorsQuery, T.ReactorsQueryVariables>): UseQueryResponse<T.ReactorsQuery, T.ReactorsQueryVariables> =>
  useTypedQuery(T.ReactorsDocument, args);

/**
 * Reacts to a message with an emoji: one reaction for each user and emoji. For members who may write. Where the viewer has
 * reacted so, nothing changes. Errors: `NOT_FOUND`; `FORBIDDEN` for who is muted; `CONFLICT` where the message is deleted, or
 * has `limits.reactionsPerMessageMax` other emojis.
 */
export const useAddReactionMutation = (): UseMutationResponse<T.AddReactionMutation, T.AddReactionMutationVariables> => useTypedMutation(T.AddReactionDocument);

/** Takes the viewer's own reaction back. Where there is none, nothing changes. Errors: `NOT_FOUND`. */
export const useRemoveReactionMutation = (): UseMutationResponse<T.RemoveReactionMutation, T.RemoveReactionMutationVariables> => useTypedMutation(T.RemoveReactionDocument);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const usePinnedMessagesQuery = (args: QueryArgs<T.PinnedMessagesQuery, T.PinnedMessagesQueryVariables>): UseQueryResponse<T.PinnedMessagesQuery, T.PinnedMessagesQueryVariables> =>
  useTypedQuery(T.PinnedMessagesDocument, args);

/**
 * Pins a message for all members. In a CHANNEL for admins and owners, else for members who may write. One that is pinned
 * stays pinned as it is. Errors: `NOT_FOUND`, `FORBIDDEN`; `CONFLICT` where the message is deleted, or
 * `limits.pinsPerConversationMax` are pinned.
 */
export const usePinMessageMutation = (): UseMutationResponse<T.PinMessageMutation, T.PinMessageMutationVariables> => useTypedMutation(T.PinMessageDocument);

/** Unpins a message, whoever pinned it. For those who may pin. Where it is not pinned, nothing changes. */
export const useUnpinMessageMutation = (): UseMutationResponse<T.UnpinMessageMutation, T.UnpinMessageMutationVariables> => useTypedMutation(T.UnpinMessageDocument);

/**
 * Sends copies of messages to other conversations, in the order named: what they say and show, under `forwardedFrom`, but
 * not whom they answer and mention, nor `metadata`. Errors: `NOT_FOUND` for a message that the viewer does not see,
 * `CONFLICT` for one that is deleted, `BAD_USER_INPUT` for a SYSTEM message; `field` says which. Each conversation answers
 * for itself: see `Forwarding`.
 */
export const useForwardMessagesMutation = (): UseMutationResponse<T.ForwardMessagesMutation, T.ForwardMessagesMutationVariables> => useTypedMutation(T.ForwardMessagesDocument);

/**
 * Sends a message. The same `clientMessageId` of the same sender in the same conversation returns the first result, for
 * ever, also after he has lost access; with another request it is `CONFLICT`. Moves the sender's own positions to it.
 */
export const useSendMessageMutation = (): UseMutationResponse<T.SendMessageMutation, T.SendMessageMutationVariables> => useTypedMutation(T.SendMessageDocument);

/** Replaces a message's text, metadata or mentions; the earlier version is kept. For its sender. Setting what is there changes nothing. */
export const useEditMessageMutation = (): UseMutationResponse<T.EditMessageMutation, T.EditMessageMutationVariables> => useTypedMutation(T.EditMessageDocument);

/** Deletes a message for everyone or for the viewer. Safe to repeat. */
export const useDeleteMessageMutation = (): UseMutationResponse<T.DeleteMessageMutation, T.DeleteMessageMutationVariables> => useTypedMutation(T.DeleteMessageDocument);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useReportsQuery = (args: QueryArgs<T.ReportsQuery, T.ReportsQueryVariables>): UseQueryResponse<T.ReportsQuery, T.ReportsQueryVariables> =>
  useTypedQuery(T.ReportsDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useBansQuery = (args: QueryArgs<T.BansQuery, T.BansQueryVariables>): UseQueryResponse<T.BansQuery, T.BansQueryVariables> =>
  useTypedQuery(T.BansDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useAuditEntriesQuery = (args: QueryArgs<T.AuditEntriesQuery, T.AuditEntriesQueryVariables>): UseQueryResponse<T.AuditEntriesQuery, T.AuditEntriesQueryVariables> =>
  useTypedQuery(T.AuditEntriesDocument, args);

/**
 * Reports a message that the viewer may read, and keeps what it says now. In a DIRECT, which has no admins, the report is
 * for the operator. While a report of the same user and message is open, that one is returned. The same `clientId`
 * returns the first result; with another request it is `CONFLICT`. Errors: `NOT_FOUND`, `BAD_USER_INPUT` for one's own
 * message, `CONFLICT` for a deleted one.
 */
export const useReportMessageMutation = (): UseMutationResponse<T.ReportMessageMutation, T.ReportMessageMutationVariables> => useTypedMutation(T.ReportMessageDocument);

/**
 * Says what became of a report. For owners and admins, but not about their own messages, and for the role `service`.
 * Repeating it changes nothing; another resolution replaces the first.
 */
export const useResolveReportMutation = (): UseMutationResponse<T.ResolveReportMutation, T.ResolveReportMutationVariables> => useTypedMutation(T.ResolveReportDocument);

/**
 * Keeps a member from sending, editing and reacting until that time, also when he leaves and comes in again. For those
 * above him: owners over admins and members, admins over members, the role `service` over all. Not in a DIRECT.
 */
export const useMuteMemberMutation = (): UseMutationResponse<T.MuteMemberMutation, T.MuteMemberMutationVariables> => useTypedMutation(T.MuteMemberDocument);

/** Lets a muted member write again. For those above him. Safe to repeat. */
export const useUnmuteMemberMutation = (): UseMutationResponse<T.UnmuteMemberMutation, T.UnmuteMemberMutationVariables> => useTypedMutation(T.UnmuteMemberDocument);

/**
 * Removes a member, if he is one, and keeps him out: `joinConversation` is `FORBIDDEN` for him, `addMembers` of him a
 * `CONFLICT`. For those above him. Setting it again replaces time and reason. Not in a DIRECT.
 */
export const useBanMemberMutation = (): UseMutationResponse<T.BanMemberMutation, T.BanMemberMutationVariables> => useTypedMutation(T.BanMemberDocument);

/** Lifts a ban. He is no member by that. For owners, admins and the role `service`. Safe to repeat. */
export const useUnbanMemberMutation = (): UseMutationResponse<T.UnbanMemberMutation, T.UnbanMemberMutationVariables> => useTypedMutation(T.UnbanMemberDocument);

/**
 * Sets the time that must lie between two messages of a member; owners and admins are free of it. For owners, admins and
 * the role `service`. Not in a DIRECT.
 */
export const useSetSlowModeMutation = (): UseMutationResponse<T.SetSlowModeMutation, T.SetSlowModeMutationVariables> => useTypedMutation(T.SetSlowModeDocument);

/** Whoever asks. */
export const useNotificationsQuery = (args?: QueryArgs<T.NotificationsQuery, T.NotificationsQueryVariables>): UseQueryResponse<T.NotificationsQuery, T.NotificationsQueryVariables> =>
  useTypedQuery(T.NotificationsDocument, args);

/** Marks notifications as seen: they were shown. Ids that are not there are passed over. */
export const useMarkNotificationsSeenMutation = (): UseMutationResponse<T.MarkNotificationsSeenMutation, T.MarkNotificationsSeenMutationVariables> => useTypedMutation(T.MarkNotificationsSeenDocument);

/**
 * Marks notifications as read, which moves no position in a conversation and tells nobody else. Ids that are not there are
 * passed over.
 */
export const useMarkNotificationsReadMutation = (): UseMutationResponse<T.MarkNotificationsReadMutation, T.MarkNotificationsReadMutationVariables> => useTypedMutation(T.MarkNotificationsReadDocument);

/** Puts notifications away. Ids that are not there are passed over. */
export const useArchiveNotificationsMutation = (): UseMutationResponse<T.ArchiveNotificationsMutation, T.ArchiveNotificationsMutationVariables> => useTypedMutation(T.ArchiveNotificationsDocument);

/** Deletes notifications. Ids that are not there are passed over. */
export const useDeleteNotificationsMutation = (): UseMutationResponse<T.DeleteNotificationsMutation, T.DeleteNotificationsMutationVariables> => useTypedMutation(T.DeleteNotificationsDocument);

/**
 * Sets what the viewer wants to be told, from now on. What is absent stays. Errors: `NOT_FOUND` for a muted user who is not
 * there.
 */
export const useUpdateNotificationPreferencesMutation = (): UseMutationResponse<T.UpdateNotificationPreferencesMutation, T.UpdateNotificationPreferencesMutationVariables> => useTypedMutation(T.UpdateNotificationPreferencesDocument);

/**
 * Sends the application's own notification to users, each by his preferences. All or none. Only for the `service` role. Errors:
 * `FORBIDDEN`, `NOT_FOUND` for a user who is not there, `CONFLICT` for a `clientId` of another request.
 */
export const useSendNotificationMutation = (): UseMutationResponse<T.SendNotificationMutation, T.SendNotificationMutationVariables> => useTypedMutation(T.SendNotificationDocument);

/**
 * What each channel did with a notification when it came, and by which rule. What did not get into an inbox has no id:
 * `sendNotification` answers that at once. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const useExplainNotificationQuery = (args: QueryArgs<T.ExplainNotificationQuery, T.ExplainNotificationQueryVariables>): UseQueryResponse<T.ExplainNotificationQuery, T.ExplainNotificationQueryVariables> =>
  useTypedQuery(T.ExplainNotificationDocument, args);

/** What goes out and went out to users beside their inboxes, the newest first. Only for the `service` role. Errors: `FORBIDDEN`. */
export const useNotificationDeliveriesQuery = (args?: QueryArgs<T.NotificationDeliveriesQuery, T.NotificationDeliveriesQueryVariables>): UseQueryResponse<T.NotificationDeliveriesQuery, T.NotificationDeliveriesQueryVariables> =>
  useTypedQuery(T.NotificationDeliveriesDocument, args);

/**
 * Takes up deliveries again that are FAILED, under the ids that they have; whether they are still wanted is asked anew. What has
 * not failed is left as it is. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export const useReplayNotificationDeliveriesMutation = (): UseMutationResponse<T.ReplayNotificationDeliveriesMutation, T.ReplayNotificationDeliveriesMutationVariables> => useTypedMutation(T.ReplayNotificationDeliveriesDocument);

/** Whoever asks. */
export const useOwnPresenceQuery = (args?: QueryArgs<T.OwnPresenceQuery, T.OwnPresenceQueryVariables>): UseQueryResponse<T.OwnPresenceQuery, T.OwnPresenceQueryVariables> =>
  useTypedQuery(T.OwnPresenceDocument, args);

/** The presence of users, in the order asked for, whoever is named twice once. Errors: `BAD_USER_INPUT`. */
export const usePresencesQuery = (args: QueryArgs<T.PresencesQuery, T.PresencesQueryVariables>): UseQueryResponse<T.PresencesQuery, T.PresencesQueryVariables> =>
  useTypedQuery(T.PresencesDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useOnlineMembersQuery = (args: QueryArgs<T.OnlineMembersQuery, T.OnlineMembersQueryVariables>): UseQueryResponse<T.OnlineMembersQuery, T.OnlineMembersQueryVariables> =>
  useTypedQuery(T.OnlineMembersDocument, args);

/**
 * Signal: the presence of users. First each of them in the order asked for, whoever is named twice once; then whoever
 * changes, at most once in about a second and user, newest value wins. Errors: `BAD_USER_INPUT`.
 */
export const usePresenceSubscription = <R = T.PresenceSubscription>(
  args: SubscriptionArgs<T.PresenceSubscription, T.PresenceSubscriptionVariables>,
  handler?: SubscriptionHandler<T.PresenceSubscription, R>,
): UseSubscriptionResponse<R, T.PresenceSubscriptionVariables> => useTypedSubscription(T.PresenceDocument, args, handler);

/**
 * Sets what the viewer is shown as while he is connected, on whatever devices. To be OFFLINE for others, use
 * `updatePresenceSettings(invisible: true)`. Errors: `BAD_USER_INPUT`.
 */
export const useSetPresenceMutation = (): UseMutationResponse<T.SetPresenceMutation, T.SetPresenceMutationVariables> => useTypedMutation(T.SetPresenceDocument);

/**
 * Sets what the viewer says of himself; without text and emoji it is cleared. What is absent is null. Errors:
 * `BAD_USER_INPUT`.
 */
export const useSetCustomStatusMutation = (): UseMutationResponse<T.SetCustomStatusMutation, T.SetCustomStatusMutationVariables> => useTypedMutation(T.SetCustomStatusDocument);

/**
 * Says for how long nobody has touched the device: that of the WebSocket over which it comes, or, over plain HTTP, those of
 * all SSE streams of the viewer. Once it has been `limits.awayAfterIdleMs` (5 minutes) the device is idle, also where nothing
 * more is said. A client says it when its user comes or goes, and every few minutes meanwhile; a device of which nothing
 * is said is taken to be in use. Errors: `BAD_USER_INPUT`.
 */
export const useReportActivityMutation = (): UseMutationResponse<T.ReportActivityMutation, T.ReportActivityMutationVariables> => useTypedMutation(T.ReportActivityDocument);

/** Whoever asks. */
export const usePresenceSettingsQuery = (args?: QueryArgs<T.PresenceSettingsQuery, T.PresenceSettingsQueryVariables>): UseQueryResponse<T.PresenceSettingsQuery, T.PresenceSettingsQueryVariables> =>
  useTypedQuery(T.PresenceSettingsDocument, args);

/**
 * Sets what the viewer lets others see of him, from now on and in all conversations. What is absent stays. Turning read
 * receipts on again shows his positions as they are then.
 */
export const useUpdatePresenceSettingsMutation = (): UseMutationResponse<T.UpdatePresenceSettingsMutation, T.UpdatePresenceSettingsMutationVariables> => useTypedMutation(T.UpdatePresenceSettingsDocument);

/**
 * Advances the viewer's own positions, in conversations and in threads apart. A position never falls: what is behind is
 * passed over in silence, what is above the conversation's last `seq`, or the thread's last reply, counts as that. All
 * positions or none. Send them in batches, after display.
 */
export const useAcknowledgeMutation = (): UseMutationResponse<T.AcknowledgeMutation, T.AcknowledgeMutationVariables> => useTypedMutation(T.AcknowledgeDocument);

/**
 * Marks a conversation as unread, for the viewer alone and on all his devices: its counts then begin at `fromSeq`. Positions
 * stay where they are, and others cannot tell. The mark ends when he acknowledges a `readSeq` of `fromSeq` or more, also
 * where that moves nothing, and when he sends. Safe to repeat.
 */
export const useMarkUnreadMutation = (): UseMutationResponse<T.MarkUnreadMutation, T.MarkUnreadMutationVariables> => useTypedMutation(T.MarkUnreadDocument);

/**
 * Messages that the viewer may read now, in all his conversations (up to 1,000 of them, by latest activity) or in one, with
 * replies in threads. All words must be there; `"words in quotes"` follow one another; `-word` must not be there; the last
 * word may be the beginning of one (from 3 letters on) unless a space or a quote follows it. Case and accents do not
 * matter. In scripts written without spaces any run of characters is found. Every text is a query, if maybe one that finds
 * nothing.
 *
 * The best come first, of equals the newest. The newest `limits.searchRankedMax` matches are ranked; older ones are found
 * by more words or by `filter`. Pages hold what there was at the time of the first; what was deleted, edited otherwise or
 * closed to the viewer since is left out, so a page may be shorter than `first`. A message is found within about a second
 * of its sending.
 *
 * Errors: `BAD_USER_INPUT` for a query beyond `limits.searchQueryLengthMax` or `limits.searchWordsMax`; `NOT_FOUND` for a
 * conversation that the viewer may not see, `FORBIDDEN` for a public channel that he has not joined.
 */
export const useSearchMessagesQuery = (args: QueryArgs<T.SearchMessagesQuery, T.SearchMessagesQueryVariables>): UseQueryResponse<T.SearchMessagesQuery, T.SearchMessagesQueryVariables> =>
  useTypedQuery(T.SearchMessagesDocument, args);

/**
 * Sets what the tenant's messages are searched by. Words are found exactly at once; the stems of those that are there
 * already come step by step, within minutes for a million messages. Only for the `service` role. Errors: `FORBIDDEN`.
 */
export const useSetSearchLanguageMutation = (): UseMutationResponse<T.SetSearchLanguageMutation, T.SetSearchLanguageMutationVariables> => useTypedMutation(T.SetSearchLanguageDocument);

/** The server's version, clock, limits and error codes. Needs no token. */
export const useServerInfoQuery = (args?: QueryArgs<T.ServerInfoQuery, T.ServerInfoQueryVariables>): UseQueryResponse<T.ServerInfoQuery, T.ServerInfoQueryVariables> =>
  useTypedQuery(T.ServerInfoDocument, args);

/**
 * The object with this id, under the same rules of access as everywhere else; null with a `NOT_FOUND` error where the
 * viewer may not see it. A text that is not a TypeID is taken for a user's id.
 */
export const useNodeQuery = (args: QueryArgs<T.NodeQuery, T.NodeQueryVariables>): UseQueryResponse<T.NodeQuery, T.NodeQueryVariables> =>
  useTypedQuery(T.NodeDocument, args);

/**
 * A cursor for `events(after:)`, taken before anything else of this operation is read: what the operation returns,
 * together with the stream from this cursor on, leaves no hole.
 */
export const useSyncCursorQuery = (args?: QueryArgs<T.SyncCursorQuery, T.SyncCursorQueryVariables>): UseQueryResponse<T.SyncCursorQuery, T.SyncCursorQueryVariables> =>
  useTypedQuery(T.SyncCursorDocument, args);

/**
 * Gives the WebSocket on which this is sent a new token, before the old one expires. The token must be of the same user
 * and tenant. Over HTTP there is nothing to renew: the token is checked, and `renewed` is false.
 */
export const useRefreshSessionMutation = (): UseMutationResponse<T.RefreshSessionMutation, T.RefreshSessionMutationVariables> => useTypedMutation(T.RefreshSessionDocument);

/**
 * Ends sessions of a user: one (`sid`), or all that were issued before now. Live streams of theirs end within 2 s. Only
 * for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`.
 */
export const useRevokeSessionsMutation = (): UseMutationResponse<T.RevokeSessionsMutation, T.RevokeSessionsMutationVariables> => useTypedMutation(T.RevokeSessionsDocument);

/**
 * A cursor for `events(after:)`, taken before anything else of this operation is read: what the operation returns,
 * together with the stream from this cursor on, leaves no hole.
 */
export const useSyncStateQuery = (args?: QueryArgs<T.SyncStateQuery, T.SyncStateQueryVariables>): UseQueryResponse<T.SyncStateQuery, T.SyncStateQueryVariables> =>
  useTypedQuery(T.SyncStateDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useSyncConversationQuery = (args: QueryArgs<T.SyncConversationQuery, T.SyncConversationQueryVariables>): UseQueryResponse<T.SyncConversationQuery, T.SyncConversationQueryVariables> =>
  useTypedQuery(T.SyncConversationDocument, args);

/** A message that the viewer may read. */
export const useSyncThreadQuery = (args: QueryArgs<T.SyncThreadQuery, T.SyncThreadQueryVariables>): UseQueryResponse<T.SyncThreadQuery, T.SyncThreadQueryVariables> =>
  useTypedQuery(T.SyncThreadDocument, args);

/** A conversation of which the viewer is a member, or a PUBLIC channel. */
export const useThreadsQuery = (args: QueryArgs<T.ThreadsQuery, T.ThreadsQueryVariables>): UseQueryResponse<T.ThreadsQuery, T.ThreadsQueryVariables> =>
  useTypedQuery(T.ThreadsDocument, args);

/**
 * Who is typing: at once, and then at most one change a second. Members only; it completes when the viewer is no member any
 * more. Without `threadRootId`, who is typing in the conversation itself.
 */
export const useTypingSubscription = <R = T.TypingSubscription>(
  args: SubscriptionArgs<T.TypingSubscription, T.TypingSubscriptionVariables>,
  handler?: SubscriptionHandler<T.TypingSubscription, R>,
): UseSubscriptionResponse<R, T.TypingSubscriptionVariables> => useTypedSubscription(T.TypingDocument, args, handler);

/**
 * Says that the viewer is typing, or that he no longer is. It holds for `limits.typingLeaseMs` (5 s): a client that types on
 * says so again, every 3 s or so. It ends as well when his message is sent there, when he is no member any more, and with
 * the WebSocket that it was said over. At most one change a second is told; what comes sooner is merged, and the latest
 * wins. Members who may post only. Who may not see whether he is online is not
 * told, and nobody if he does not share it (`PresenceSettings.shareTyping`).
 */
export const useSetTypingMutation = (): UseMutationResponse<T.SetTypingMutation, T.SetTypingMutationVariables> => useTypedMutation(T.SetTypingDocument);

/** Whoever asks. */
export const useViewerQuery = (args?: QueryArgs<T.ViewerQuery, T.ViewerQueryVariables>): UseQueryResponse<T.ViewerQuery, T.ViewerQueryVariables> =>
  useTypedQuery(T.ViewerDocument, args);

/** Whoever asks. */
export const useViewerEmailQuery = (args?: QueryArgs<T.ViewerEmailQuery, T.ViewerEmailQueryVariables>): UseQueryResponse<T.ViewerEmailQuery, T.ViewerEmailQueryVariables> =>
  useTypedQuery(T.ViewerEmailDocument, args);

/** Where a user gets mail; null: he has no address. Only for the `service` role. Errors: `FORBIDDEN`, `NOT_FOUND`. */
export const useUserEmailQuery = (args: QueryArgs<T.UserEmailQuery, T.UserEmailQueryVariables>): UseQueryResponse<T.UserEmailQuery, T.UserEmailQueryVariables> =>
  useTypedQuery(T.UserEmailDocument, args);

/** A user of the viewer's tenant. */
export const useUserQuery = (args: QueryArgs<T.UserQuery, T.UserQueryVariables>): UseQueryResponse<T.UserQuery, T.UserQueryVariables> =>
  useTypedQuery(T.UserDocument, args);

/** Users by id, in the order asked for; null where there is none. At most 100. */
export const useUsersQuery = (args: QueryArgs<T.UsersQuery, T.UsersQueryVariables>): UseQueryResponse<T.UsersQuery, T.UsersQueryVariables> =>
  useTypedQuery(T.UsersDocument, args);

/** Changes the viewer's own profile. What is absent stays; null clears. */
export const useUpdateProfileMutation = (): UseMutationResponse<T.UpdateProfileMutation, T.UpdateProfileMutationVariables> => useTypedMutation(T.UpdateProfileDocument);

/**
 * Creates users or sets their profiles and addresses: all given fields are set, absent ones stay. Only for the `service` role. At most
 * 100 at once; all or none.
 */
export const useUpsertUsersMutation = (): UseMutationResponse<T.UpsertUsersMutation, T.UpsertUsersMutationVariables> => useTypedMutation(T.UpsertUsersDocument);

/**
 * The key by which browsers know this server: `applicationServerKey` of `PushManager.subscribe`, in base64url. A browser that
 * subscribed with another key subscribes anew.
 */
export const useWebPushQuery = (args?: QueryArgs<T.WebPushQuery, T.WebPushQueryVariables>): UseQueryResponse<T.WebPushQuery, T.WebPushQueryVariables> =>
  useTypedQuery(T.WebPushDocument, args);

/**
 * Registers the browser for web push; the same `endpoint` again changes the registration that is there. Whoever of the tenant was
 * registered with the same `endpoint` and `keys` is so no more: the viewer has come in his place. Of a user's registrations in
 * excess of `limits.pushSubscriptionsMax`, the oldest go. Errors: `BAD_USER_INPUT`.
 */
export const useRegisterPushSubscriptionMutation = (): UseMutationResponse<T.RegisterPushSubscriptionMutation, T.RegisterPushSubscriptionMutationVariables> => useTypedMutation(T.RegisterPushSubscriptionDocument);

/** Ends a registration of the viewer's. One that is not there is passed over. */
export const useUnregisterPushSubscriptionMutation = (): UseMutationResponse<T.UnregisterPushSubscriptionMutation, T.UnregisterPushSubscriptionMutationVariables> => useTypedMutation(T.UnregisterPushSubscriptionDocument);

/** The tenant's webhook endpoints, oldest first. Only for the role `service`. Errors: `FORBIDDEN`. */
export const useWebhookEndpointsQuery = (args?: QueryArgs<T.WebhookEndpointsQuery, T.WebhookEndpointsQueryVariables>): UseQueryResponse<T.WebhookEndpointsQuery, T.WebhookEndpointsQueryVariables> =>
  useTypedQuery(T.WebhookEndpointsDocument, args);

/** What an endpoint was told and is to be told, the newest events first. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`. */
export const useWebhookDeliveriesQuery = (args: QueryArgs<T.WebhookDeliveriesQuery, T.WebhookDeliveriesQueryVariables>): UseQueryResponse<T.WebhookDeliveriesQuery, T.WebhookDeliveriesQueryVariables> =>
  useTypedQuery(T.WebhookDeliveriesDocument, args);

/**
 * Makes a webhook endpoint, which is told of what is committed from now on. Its host may not be in a private network, unless
 * the operator allows it. Only for the role `service`. Errors: `FORBIDDEN`; `BAD_USER_INPUT` for an address that cannot be one;
 * `CONFLICT` where the tenant has `limits.webhookEndpointsMax`, or the client id was used for another request.
 */
export const useCreateWebhookEndpointMutation = (): UseMutationResponse<T.CreateWebhookEndpointMutation, T.CreateWebhookEndpointMutationVariables> => useTypedMutation(T.CreateWebhookEndpointDocument);

/**
 * Changes a webhook endpoint; what is absent stays. One that is enabled again goes on with what waits for it: up to 7 days
 * of events, those since it was disabled too. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export const useUpdateWebhookEndpointMutation = (): UseMutationResponse<T.UpdateWebhookEndpointMutation, T.UpdateWebhookEndpointMutationVariables> => useTypedMutation(T.UpdateWebhookEndpointDocument);

/**
 * Gives a webhook endpoint a new secret; the earlier ones sign beside it for a while. Only for the role `service`. Errors:
 * `FORBIDDEN`, `NOT_FOUND`; `CONFLICT` where four earlier ones would still sign.
 */
export const useRotateWebhookSecretMutation = (): UseMutationResponse<T.RotateWebhookSecretMutation, T.RotateWebhookSecretMutationVariables> => useTypedMutation(T.RotateWebhookSecretDocument);

/**
 * Deletes a webhook endpoint with its secrets and its deliveries; what waits is not sent. Only for the role `service`. Errors:
 * `FORBIDDEN`, `NOT_FOUND`.
 */
export const useDeleteWebhookEndpointMutation = (): UseMutationResponse<T.DeleteWebhookEndpointMutation, T.DeleteWebhookEndpointMutationVariables> => useTypedMutation(T.DeleteWebhookEndpointDocument);

/**
 * Makes deliveries once more, under the same ids, with messages as they are now; in a log they go before what is later
 * there. What waits anyway is left as it is. Only for the role `service`. Errors: `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export const useReplayWebhookDeliveriesMutation = (): UseMutationResponse<T.ReplayWebhookDeliveriesMutation, T.ReplayWebhookDeliveriesMutationVariables> => useTypedMutation(T.ReplayWebhookDeliveriesDocument);
