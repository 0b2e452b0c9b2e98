import type { DocumentNode, GraphQLSchema } from 'graphql';
import { perKey } from '../lib/per-key.ts';

type PerOperation<V> = (schema: GraphQLSchema, document: DocumentNode, operationName: string | null) => V;

/** Makes one value for each operation, on first use. It is kept with its document, which Yoga keeps by its text. */
export function perOperation<V>(create: PerOperation<V>): PerOperation<V> {
  const valuesOf = perKey((_schema: GraphQLSchema) =>
    perKey((_document: DocumentNode) => new Map<string | null, { value: V }>()),
  );
  return (schema, document, operationName) => {
    const values = valuesOf(schema)(document);
    const known = values.get(operationName) ?? { value: create(schema, document, operationName) };
    values.set(operationName, known);
    return known.value;
  };
}
