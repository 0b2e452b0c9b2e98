// The layer rules: who may import whom. Type imports count as imports, since they tie files together all the same.

/** Imports look down only: each layer may import itself and what stands before it. */
const layers = {
  base: '^server/(lib/|errors\\.ts$|config\\.ts$|limits\\.ts$|mail-settings\\.ts$|log\\.ts$|warn-of-settings\\.ts$)',
  drivers: '^server/(db|redis|storage|outbound)/',
  log: '^server/(realtime|jobs)/',
  context: '^server/context\\.ts$',
  modules: '^server/(modules|generated)/',
  demo: '^server/demo/',
  http: '^server/http/',
  app: '^server/app\\.ts$',
  main: '^server/(main|start-node|workers|jobs-command)\\.ts$',
};

/** A module may import the modules of the lines before its own; those on one line do not import one another. */
const moduleOrder = [
  ['auth'],
  ['users'],
  ['audit'],
  ['contacts'],
  ['privacy'],
  ['conversations'],
  ['blocks'],
  ['messages'],
  ['attachments'],
  ['receipts', 'presence', 'typing', 'location', 'app-signals'],
  ['search'],
  ['previews', 'exports'],
  ['moderation'],
  ['notifications'],
  ['broadcasts'],
  ['deliveries'],
  ['mail'],
  ['web-push'],
  ['webhooks', 'web-push', 'mail'],
  ['erasure'],
  ['dashboard'],
];

/** Tests, and what serves them, build the whole server from any corner of it. */
const tests = ['^server/testing/', '^client/ui/testing/', '\\.test\\.ts$'];

const layerEntries = Object.entries(layers);
const layerRules = layerEntries.slice(0, -1).map(([name, path], index) => ({
  name: `layer-${name}-looks-down`,
  comment: `A lower layer that imports a higher one cannot be read, tested or replaced without it. Pass it as an argument.`,
  severity: 'error',
  from: { path, pathNot: tests },
  to: { path: layerEntries.slice(index + 1).map(([, higher]) => higher) },
}));

const moduleRules = moduleOrder.flatMap((names, index) =>
  names.map((name) => ({
    name: `module-${name}-imports-earlier-modules`,
    comment: `One order of modules is what keeps cycles out. Move what both need to the earlier one, or consume the log.`,
    severity: 'error',
    from: { path: `^server/modules/${name}/`, pathNot: tests },
    to: {
      path: '^server/modules/',
      pathNot: `^server/modules/(${[...moduleOrder.slice(0, index).flat(), name].join('|')})/`,
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...moduleRules,
    {
      name: 'known-place',
      comment: 'A file or module outside the known places escapes every other rule. Name its place in this file first.',
      severity: 'error',
      from: { path: '^(server|client|bench|examples)/' },
      to: {
        path: '^server/',
        pathNot: [
          ...Object.entries(layers).flatMap(([name, path]) => (name === 'modules' ? [] : [path])),
          '^server/generated/',
          `^server/modules/(${moduleOrder.flat().join('|')})/`,
          ...tests,
        ],
      },
    },
    {
      name: 'testing-stays-in-tests',
      comment: 'The helpers of the tests may take shortcuts that a running server must not.',
      severity: 'error',
      from: { path: '^(server|client)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'table-is-private',
      comment: "Rows are read and written by their module's verbs, so that no rule of the module can be passed by.",
      severity: 'error',
      from: { path: '^server/((?:modules/)?[^/]+)/', pathNot: ['/table\\.ts$', ...tests] },
      to: { path: '^server/(?:modules/[^/]+|realtime|jobs)/table\\.ts$', pathNot: '^server/$1/' },
    },
    {
      name: 'table-is-private-to-folders',
      comment: "As above, for the server's top-level files.",
      severity: 'error',
      from: { path: '^server/[^/]+\\.ts$', pathNot: tests },
      to: { path: '^server/(?:modules/[^/]+|realtime|jobs)/table\\.ts$' },
    },
    {
      name: 'generated-is-for-resolvers',
      comment: 'The generated types are the GraphQL face; a verb that knows them cannot be called by another face.',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: ['^server/modules/[^/]+/resolvers\\.ts$', '^server/http/', '^server/generated/', ...tests],
      },
      to: { path: '^server/generated/' },
    },
    {
      name: 'demo-is-for-main',
      comment: 'The demo is a guest of the started server: nothing may come to need it.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/start-node\\.ts$', '^server/demo/', ...tests] },
      to: { path: '^server/demo/' },
    },
    {
      name: 'web-knows-the-client-alone',
      comment:
        'The applications in web/ are built on the SDK as any other: what they take from the server, nobody else could.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|bench|scripts|examples)/' },
    },
    {
      name: 'client-knows-no-server',
      comment: 'The SDK ships alone: what it took from the server would be missing in the package.',
      severity: 'error',
      from: { path: '^client/', pathNot: tests },
      to: { path: '^server/' },
    },
    {
      name: 'server-knows-no-client',
      comment: 'The server must start without the SDK.',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^client/' },
    },
    {
      name: 'client-names-what-it-needs',
      comment:
        'A package that only the root names is there in this repository, and missing where the SDK is installed.',
      severity: 'error',
      from: { path: '^client/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'Files in a cycle can only be understood, loaded and moved together. Types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment:
        'An import that is not found escapes every other rule. (One package has types alone, and no entry to find; the examples name the SDK, which need not be built.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@(graphql-typed-document-node/core|tidings/client)$' },
    },
    {
      name: 'no-dev-dependency',
      comment: 'A production install leaves development packages out, and the server would not start.',
      severity: 'error',
      from: { path: '^(server|client)/', pathNot: [...tests, '^client/generated/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-optional', 'npm-peer'] },
    },
  ],
  options: {
    // The compiler in use has no JavaScript API yet; swc's parser reads the same syntax, type imports included.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // The benchmarks' peers have packages of their own, which need not be installed.
    exclude: {
      path: [
        '^node_modules/[.]',
        '^bench/(node_modules|peers)/',
        '^(dist|coverage|drizzle|scripts|[.]data|client/dist|web/chat/dist)/',
      ],
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
