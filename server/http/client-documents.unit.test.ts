import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { Lexer, parse, Source, TokenKind, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import * as client from '../../client/index.ts';
import { loadConfig } from '../config.ts';
import { createGraphqlSchema } from './schema.ts';

const config = loadConfig({});
const schema = createGraphqlSchema();
const documents = Object.entries(client).flatMap(([name, value]) =>
  name.endsWith('Document') ? [[name, String(value)] as const] : [],
);

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

describe('The bounds on an operation leave the client room: they are twice what it needs', () => {
  test.each(documents)('for %s', (_name, text) => {
    const options = { flattenFragments: true, propagateOnRejection: true };
    const errors = validate(schema, parse(text), [
      maxDepthRule({ n: config.limits.operationDepthMax / 2, ...options }),
      costLimitRule({ maxCost: config.operationCostMax / 2, ...options }),
    ]);
    expect(errors).toEqual([]);
    expect(tokensOf(text)).toBeLessThanOrEqual(config.operationTokensMax / 2);
  });
});
