import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  // Each module owns its tables; there is no file that lists them all.
  schema: ['./server/modules/*/table.ts', './server/realtime/table.ts'],
  // The drift check generates into a scratch folder, so that it never touches the real one.
  out: process.env.MIGRATIONS_OUT ?? './drizzle',
  strict: true,
});
