import type { TidingsClient } from '../create-client.ts';
import type { TypedDocumentString } from '../generated/operations.ts';

/** A mutation as a function of its input. What it changes comes by the stream. Rejects with a `TidingsError`. */
export function act<V extends { input: object }>(
  client: TidingsClient,
  document: TypedDocumentString<unknown, V>,
): (input: V['input']) => Promise<void> {
  return async (input) => {
    await client.execute(document, { input } as V);
  };
}
