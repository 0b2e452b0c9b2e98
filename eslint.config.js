// ESLint reads the schema only; code is Biome's.
import graphql from '@graphql-eslint/eslint-plugin';

const sdl = ['schema/*.graphql'];

export default [
  // What the last release promised, kept for comparison; its names would collide with today's.
  { ignores: ['schema/released.graphql'] },
  {
    files: sdl,
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: ['schema/*.graphql', '!schema/released.graphql'] } },
    },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // A short description stands on one line, a long one in a block: both are read alike.
      '@graphql-eslint/description-style': 'off',
      // Events and value objects have no id of their own: an event's place is (conversationId, seq).
      '@graphql-eslint/strict-id-in-types': 'off',
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // Members and search hits are not nodes: they have no life outside their connection.
          shouldImplementNode: false,
          // Short lists with a stated maximum are lists; only what can grow is paged.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
      // The schema is the manual: whoever meets a name in GraphiQL must find what it means.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
        },
      ],
      // Whoever uses a deprecated name must be told what to use instead.
      '@graphql-eslint/require-deprecation-reason': 'error',
    },
  },
];
