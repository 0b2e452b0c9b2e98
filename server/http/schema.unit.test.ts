import { globSync, readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createGraphqlSchema } from './schema.ts';

test('Every type that the contract defines is served under that name, so that variables can be declared of it', () => {
  const files = globSync('schema/*.graphql').filter((file) => !file.endsWith('released.graphql'));
  const defined = files
    .flatMap((file) => parse(readFileSync(file, 'utf8')).definitions)
    .flatMap((definition) =>
      'name' in definition && definition.kind !== Kind.DIRECTIVE_DEFINITION && definition.kind.endsWith('Definition')
        ? [definition.name?.value ?? '']
        : [],
    );
  expect(defined).toContain('DateTime');
  const types = createGraphqlSchema().getTypeMap();
  expect(defined.filter((name) => types[name]?.name !== name)).toEqual([]);
});
