import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse, print } from 'graphql';
import { z } from 'zod';
import { ConfigError } from '../lib/environment.ts';

const variable = 'OPERATION_MANIFESTS';

/** `{ "<SHA-256 of the text>": "<text>" }`, as GraphQL Code Generator writes it. */
const plainManifest = z.record(z.string(), z.string());

/** As `@apollo/generate-persisted-query-manifest` writes it. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** The operations of all manifests, by id. Throws ConfigError, which names the file and what is wrong in it. */
export async function readManifests(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    for (const [id, text] of await readManifest(path)) add(texts, path, id, text);
  }
  return texts;
}

async function readManifest(path: string): Promise<(readonly [string, string])[]> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(variable, path, `this file cannot be read (${error.code ?? error.message}).`);
  });
  const value = parseJson(content, path);
  const apollos = apolloManifest.safeParse(value);
  if (apollos.success) return apollos.data.operations.map(({ id, body }) => [id, body]);
  const plain = plainManifest.safeParse(value);
  if (plain.success) return Object.entries(plain.data);
  throw new ConfigError(variable, path, 'give a JSON object of operations by their SHA-256, or a manifest of Apollo.');
}

function parseJson(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new ConfigError(variable, path, 'this file is no JSON.');
  }
}

function add(texts: Map<string, string>, path: string, id: string, text: string): void {
  if (id !== hash('sha256', text)) {
    throw new ConfigError(variable, path, `the id ${id} is not the SHA-256 of its text; generate the file anew.`);
  }
  texts.set(id, text);
  // A client that holds the operation as a document hashes what `print` makes of it.
  texts.set(hash('sha256', printed(path, id, text)), text);
}

function printed(path: string, id: string, text: string): string {
  try {
    return print(parse(text));
  } catch (error) {
    throw new ConfigError(variable, path, `the operation ${id} is no GraphQL: ${(error as Error).message}`);
  }
}
