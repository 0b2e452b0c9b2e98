import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { perKey } from '../lib/per-key.ts';

/** What of a subscription's document decides how its items are shown. */
export interface SubscriptionShape {
  /** The operation without what only chooses the stream: its field's arguments, and the variables used there alone. */
  text: string;
  /** The variables that are left, in the order of their names. */
  variableNames: readonly string[];
  /** It selects a field that differs from viewer to viewer. */
  isViewers: boolean;
}

/** Reads a valid document's operation. The result is kept with the document, which Yoga keeps by its text. */
export const readShape = perKey((schema: GraphQLSchema) =>
  perKey((document: DocumentNode) => {
    const shapes = new Map<string, SubscriptionShape>();
    return (operationName: string | null): SubscriptionShape => {
      const name = operationName ?? '';
      const known = shapes.get(name);
      if (known !== undefined) return known;
      const shape = findShape(schema, document, operationName);
      shapes.set(name, shape);
      return shape;
    };
  }),
);

function findShape(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): SubscriptionShape {
  const operation = getOperationAST(document, operationName);
  const part = separateOperations(document)[operation?.name?.value ?? ''] ?? document;
  const used = new Set<string>();
  let isViewers = false;
  const info = new TypeInfo(schema);
  const bare = visit(
    part,
    visitWithTypeInfo(info, {
      // Only uses count, so the operation's own list of variables is looked at last.
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.add(name.value),
      Field(field) {
        const isStream = info.getParentType() === schema.getSubscriptionType();
        const directives = info.getFieldDef()?.astNode?.directives ?? [];
        if (!isStream && directives.some(({ name }) => name.value === 'viewer')) isViewers = true;
        return isStream ? { ...field, arguments: [] } : undefined;
      },
    }),
  );
  const text = print(
    visit(bare, {
      [Kind.VARIABLE_DEFINITION]: (definition) => (used.has(definition.variable.name.value) ? undefined : null),
    }),
  );
  return { text, variableNames: [...used].sort(), isViewers };
}
