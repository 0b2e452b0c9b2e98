import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { type GraphQLSchema, isUnionType } from 'graphql';
import { comment } from './read-operations.ts';

/** Prints the types of what a stream brings, from the schema's union and its interfaces. */
export const plugin: PluginFunction = (schema) => {
  const union = schema.getType('StreamItem');
  if (!isUnionType(union)) throw new Error('The schema has no union StreamItem.');
  const all = union.getTypes().map(({ name }) => name);
  const ofConversations = all.filter((name) => implementsInterface(schema, name, 'ConversationEvent'));
  const ofUsers = all.filter((name) => implementsInterface(schema, name, 'UserEvent'));
  const others = all.filter((name) => !ofConversations.includes(name) && !ofUsers.includes(name));
  return {
    prepend: ["import type { EventsSubscription } from './operations.ts';"],
    content: [
      typeOf('ConversationEventType', "The durable events of a conversation's log.", ofConversations),
      typeOf('UserEventType', "The durable events of a user's own log.", ofUsers),
      typeOf('UnloggedItemType', "State items, which have no `seq`, and the stream's own words.", others),
      `/** All that \`Events\` brings, told apart by \`__typename\`. The server may be newer: ignore a type that is not here. */
export type AnyStreamItem = EventsSubscription['events'];

/** The names of what a stream brings. */
export type StreamItemType = ConversationEventType | UserEventType | UnloggedItemType;

/** The item of a name: \`StreamItemOf<'MessageSent'>\`. */
export type StreamItemOf<T extends StreamItemType> = Extract<AnyStreamItem, { __typename: T }>;

/** One function for each type: an object of this type that lacks one does not compile. */
export type StreamItemHandlers<R> = { [T in StreamItemType]: (item: StreamItemOf<T>) => R };

/**
 * Hands an item to the function of its type. One of a type that is not here, from a newer server, gives undefined.
 */
export function handleStreamItem<R>(item: AnyStreamItem, handlers: StreamItemHandlers<R>): R | undefined {
  const handle = handlers[item.__typename] as ((item: AnyStreamItem) => R) | undefined;
  return handle?.(item);
}

/** For the end of a \`switch\` over \`__typename\`: it compiles only where no type is left. An unknown one is passed over. */
export function assertHandled(_item: never): void {}

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** Compiles only while \`Events\` selects every type of the union. */
export const isEveryItemSelected: Same<StreamItemType, AnyStreamItem['__typename']> = true;
`,
    ].join('\n\n'),
  };
};

function implementsInterface(schema: GraphQLSchema, typeName: string, interfaceName: string): boolean {
  const type = schema.getType(typeName);
  return (
    type !== undefined && 'getInterfaces' in type && type.getInterfaces().some(({ name }) => name === interfaceName)
  );
}

function typeOf(name: string, description: string, members: readonly string[]): string {
  return `${comment(description)}\nexport type ${name} =\n${members.map((member) => `  | '${member}'`).join('\n')};`;
}
