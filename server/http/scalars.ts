import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars';

/** Inside the server a time is RFC 3339 text in UTC with milliseconds, on its way in as on its way out. */
export const dateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  // The library's own name would take the place of the contract's, in introspection and for variables.
  name: 'DateTime',
  // Nearly all that is shown is what `toISOString` has made, and the library would parse and check each again.
  serialize: (value) => (isOwnText(value) ? value : GraphQLDateTimeISO.serialize(value)),
  parseValue: (value) => toInstant(GraphQLDateTimeISO.parseValue(value)),
  parseLiteral: (node, variables) => toInstant(GraphQLDateTimeISO.parseLiteral(node, variables)),
});

/** `2026-11-21T19:51:21.123Z`; the values of the digits have been checked where it was made. */
function isOwnText(value: unknown): value is string {
  return typeof value === 'string' && value.length === 24 && value.endsWith('Z') && value[10] === 'T';
}

function toInstant(value: unknown): string {
  return new Date(value as Date).toISOString();
}

/** Deeper objects serve nobody, and everything that walks them would need a stack as deep. */
const jsonDepthMax = 32;

/** A JSON object of bounded depth. */
export const jsonObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  parseValue: (value) => assertShallow(GraphQLJSONObject.parseValue(value)),
  parseLiteral: (node, variables) => assertShallow(GraphQLJSONObject.parseLiteral(node, variables)),
});

function assertShallow(value: unknown): Record<string, unknown> {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > jsonDepthMax) throw new GraphQLError(`A JSON object has at most ${jsonDepthMax} levels.`);
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return value as Record<string, unknown>;
}

/** An opaque text; whether it is one of ours is found out where it is opened. */
export const cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  serialize: (value) => String(value),
  parseValue: assertText,
  parseLiteral(node) {
    if (node.kind !== Kind.STRING) throw new GraphQLError('A Cursor is a text.', { nodes: node });
    return node.value;
  },
});

function assertText(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A Cursor is a text.');
  return value;
}
