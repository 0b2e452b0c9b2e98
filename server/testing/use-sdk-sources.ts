import { registerHooks } from 'node:module';

/** In this process the SDK is the one of this repository, as it is, without being built. */
const sdk = new URL('../../client/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@tidings/client' ? { url: sdk, shortCircuit: true } : next(specifier, context),
});
