import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, concatAST, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { expect, test } from 'vitest';

/** Fields without an operation, with the reason. */
const exceptions: Record<string, string> = {};

const folder = import.meta.dirname;
const schema = buildSchema(readFileSync(join(folder, '../generated/schema.graphql'), 'utf8'));
const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
const document = concatAST(files.map((name) => parse(readFileSync(join(folder, name), 'utf8'))));

function fieldsInUse(): Set<string> {
  const used = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: ({ name }) => void used.add(`${info.getParentType()?.name}.${name.value}`),
    }),
  );
  return used;
}

test('The operations are valid', () => {
  expect(validate(schema, document)).toEqual([]);
});

test('Every query, mutation and subscription of the contract is used by an operation, or left out for a reason', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`));
  const used = fieldsInUse();
  const missing = fields.filter((field) => !used.has(field));
  expect(missing.sort()).toEqual(Object.keys(exceptions).sort());
});
