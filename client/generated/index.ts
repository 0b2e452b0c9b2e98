export * from './operations.ts';
export * from './stream-items.ts';
export * from './urql-hooks.ts';