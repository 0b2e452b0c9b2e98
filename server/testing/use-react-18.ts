import { registerHooks } from 'node:module';

/** Whoever imports React in this process gets version 18, React DOM included. */
const ours = new URL('../../node_modules/', import.meta.url).href;
const older = new URL('./react-18/node_modules/', import.meta.url).href;
const packages = ['react', 'react-dom', 'scheduler'].map((name) => `${name}/`);

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const path = found.url.startsWith(ours) ? found.url.slice(ours.length) : '';
    return packages.some((name) => path.startsWith(name)) ? { ...found, url: older + path } : found;
  },
});
