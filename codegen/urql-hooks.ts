import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { comment, type Operation, readOperations } from './read-operations.ts';

const prelude = `
type WithVariables<V, Rest> = Omit<Rest, 'query' | 'variables'> &
  ({} extends V ? { variables?: V } : { variables: V });

/** What a query's hook takes: its variables, and urql's \`pause\`, \`requestPolicy\` and \`context\`. */
export type QueryArgs<D, V extends AnyVariables> = WithVariables<V, UseQueryArgs<V, D>>;

/** What a subscription's hook takes: its variables, and urql's \`pause\` and \`context\`. */
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

/** urql's own key of a document, which stays when its cache adds \`__typename\` to it. */
const keyOf = (document: object) => ('__key' in document ? Number(document.__key) : undefined);

/**
 * For \`persistedExchange({ generateHash })\` of \`@urql/exchange-persisted\`: the id of an operation of these hooks, so that
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
`;

const imports = [
  `import {
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
} from 'urql';`,
  "import * as T from './operations.ts';",
  "import type { TypedDocumentString } from './operations.ts';",
];

/** Prints a hook over urql for each operation. (The plugin for urql that there is does not run under this version.) */
export const plugin: PluginFunction = (schema, documents) => ({
  prepend: imports,
  content: [prelude, ...readOperations(schema, documents).operations.map(print)].join('\n'),
});

function print(operation: Operation): string {
  return `${comment(operation.description)}\n${hookOf(operation)}\n`;
}

function hookOf({ kind, name, typeName, isVariablesOptional }: Operation): string {
  const types = `T.${typeName}, T.${typeName}Variables`;
  const mark = isVariablesOptional ? '?' : '';
  switch (kind) {
    case 'mutation':
      return `export const use${typeName} = (): UseMutationResponse<${types}> => useTypedMutation(T.${name}Document);`;
    case 'query':
      return `export const use${typeName} = (args${mark}: QueryArgs<${types}>): UseQueryResponse<${types}> =>
  useTypedQuery(T.${name}Document, args);`;
    default:
      return `export const use${typeName} = <R = T.${typeName}>(
  args${mark}: SubscriptionArgs<${types}>,
  handler?: SubscriptionHandler<T.${typeName}, R>,
): UseSubscriptionResponse<R, T.${typeName}Variables> => useTypedSubscription(T.${name}Document, args, handler);`;
  }
}
