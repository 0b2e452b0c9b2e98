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
import { perOperation } from './per-operation.ts';

/** What of a subscription's document decides how its items are shown. */
export interface SubscriptionShape {
  /** The operation without what only chooses the stream: its field's arguments, and the variables used there alone. */
  text: string;
  /** The variables that are left, in the order of their names. */
  variableNames: readonly string[];
  /** It selects a field that differs from viewer to viewer. */
  isViewers: boolean;
}

/** Reads a valid document's operation. */
export const readShape = perOperation(findShape);

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
