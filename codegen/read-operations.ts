import { hash } from 'node:crypto';
import type { Types } from '@graphql-codegen/plugin-helpers';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/** An operation of the client's as generated files have it. */
export interface Operation {
  name: string;
  kind: OperationTypeNode;
  /** `SendMessageMutation`: the type of its result; that of its variables has `Variables` after it. */
  typeName: string;
  /** What its first field does, in the words of the schema. */
  description: string;
  /** Whether it can be run without variables. */
  isVariablesOptional: boolean;
  /** The operation alone, without what is of no meaning. */
  ownText: string;
  /** Its fragments, those of its fragments too, each once, by name. */
  fragmentNames: readonly string[];
  /** What is sent. */
  text: string;
  /** The SHA-256 of what is sent, in hexadecimal. */
  id: string;
}

/** The operations and the fragments' texts, in the order of their files. Throws for an operation without a name. */
export function readOperations(schema: GraphQLSchema, documents: readonly Types.DocumentFile[]) {
  const definitions = documents.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  const fragmentTexts = new Map([...fragments].map(([name, fragment]) => [name, compact(fragment)]));
  const operations = definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((each) => describe(schema, each, fragments, fragmentTexts));
  return { operations, fragmentTexts };
}

function describe(
  schema: GraphQLSchema,
  definition: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  fragmentTexts: ReadonlyMap<string, string>,
): Operation {
  const { operation: kind, variableDefinitions = [] } = definition;
  const name = definition.name?.value;
  if (name === undefined) throw new Error('An operation without a name cannot be called: name it.');
  const ownText = compact(definition);
  const fragmentNames = [...spreadIn(definition, fragments, new Set())];
  const text = ownText + fragmentNames.map((each) => fragmentTexts.get(each)).join('');
  return {
    name,
    kind,
    typeName: `${name}${kind[0]?.toUpperCase()}${kind.slice(1)}`,
    description: descriptionOf(schema, kind, definition.selectionSet, fragments) ?? `\`${kind} ${name}\`.`,
    isVariablesOptional: variableDefinitions.every(
      ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined,
    ),
    ownText,
    fragmentNames,
    text,
    id: hash('sha256', text),
  };
}

function compact(node: OperationDefinitionNode | FragmentDefinitionNode): string {
  return stripIgnoredCharacters(print(node));
}

/** Adds the names of the fragments below a node, before those that they spread themselves. */
function spreadIn(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  names: Set<string>,
): ReadonlySet<string> {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [node] };
  visit(document, {
    FragmentSpread({ name: { value } }) {
      const fragment = fragments.get(value);
      if (fragment === undefined) throw new Error(`There is no fragment ${value}.`);
      if (names.has(value)) return;
      names.add(value);
      spreadIn(fragment, fragments, names);
    },
  });
  return names;
}

function descriptionOf(
  schema: GraphQLSchema,
  kind: OperationTypeNode,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string | undefined {
  for (const selection of selections) {
    const description =
      selection.kind === Kind.FIELD
        ? schema.getRootType(kind)?.getFields()[selection.name.value]?.description
        : selection.kind === Kind.FRAGMENT_SPREAD
          ? descriptionOf(schema, kind, fragments.get(selection.name.value)?.selectionSet ?? empty, fragments)
          : undefined;
    if (description) return description;
  }
  return undefined;
}

const empty: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

/** A description as a comment of TypeScript. */
export function comment(description: string): string {
  const lines = description.replaceAll('*/', '*\\/').split('\n');
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}
