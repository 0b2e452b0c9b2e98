import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { comment, type Operation, readOperations } from './read-operations.ts';

const typedDocumentString = `
/** The text of an operation, with the types of its result and its variables. It is an object: \`toString()\` gives the text. */
export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  declare __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  /** Its id, for servers that know it: the SHA-256 of the text in hexadecimal. */
  readonly __meta__: { readonly hash: string };

  /** The text may come in parts: bundlers keep a sum of texts that nothing uses, but not a list of them. */
  constructor(hash: string, ...parts: readonly string[]) {
    super(parts.join(''));
    this.__meta__ = { hash };
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return super.toString() as string & DocumentTypeDecoration<TResult, TVariables>;
  }
}
`;

/**
 * Prints each operation as a text with its types. Fragments are texts of their own which the operations share, and all are
 * marked pure: a bundle holds what it uses, once. (The plugins that there are print each fragment again in each operation.)
 */
export const plugin: PluginFunction = (schema, documents) => {
  const { operations, fragmentTexts } = readOperations(schema, documents);
  const fragments = [...fragmentTexts].map(([name, text]) => `const ${constantOf(name)} = ${JSON.stringify(text)};`);
  return {
    prepend: ["import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';"],
    content: [typedDocumentString, ...fragments, '', ...operations.map(print)].join('\n'),
  };
};

function print({ name, typeName, description, ownText, fragmentNames, id }: Operation): string {
  const parts = [JSON.stringify(ownText), ...fragmentNames.map(constantOf)].join(', ');
  const types = `${typeName}, ${typeName}Variables`;
  return `${comment(description)}\nexport const ${name}Document = /*#__PURE__*/ new TypedDocumentString<${types}>('${id}', ${parts});`;
}

function constantOf(fragmentName: string): string {
  return `text${fragmentName}`;
}
