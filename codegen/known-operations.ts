import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { readOperations } from './read-operations.ts';

/** Prints the manifest of known operations: their texts by the SHA-256 of each. */
export const plugin: PluginFunction = (schema, documents) => {
  const { operations } = readOperations(schema, documents);
  const texts = operations.map(({ id, text }) => [id, text] as const);
  // Sorted, so that an operation that moves in its file changes nothing.
  return `${JSON.stringify(Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
};
