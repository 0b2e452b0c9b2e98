/**
 * Compares the schema with the one of the last release, and fails on a change that would break a client which was
 * generated from that. What the release had marked as deprecated may go.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const folder = new URL('../schema/', import.meta.url);
const released = new URL('released.graphql', folder);
const read = (file: URL) => readFileSync(file, 'utf8');

const current = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql') && name !== 'released.graphql')
  .sort()
  .map((name) => read(new URL(name, folder)))
  .join('\n');
const schema = buildSchema(current);

if (!existsSync(released)) {
  console.log('contract: the schema is valid; there is no release yet to compare it with');
  process.exit(0);
}

const changes = await diff(buildSchema(read(released)), schema, [DiffRule.suppressRemovalOfDeprecatedField]);
for (const { criticality, message } of changes) console.log(`${criticality.level}: ${message}`);

const breaking = changes.filter((change) => change.criticality.level === CriticalityLevel.Breaking);
console.log(`contract: ${changes.length} changes since the last release, ${breaking.length} breaking`);
process.exitCode = breaking.length === 0 ? 0 : 1;
