import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readManifests } from './operation-manifest.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-manifests-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileWith(content: unknown): Promise<string> {
  files += 1;
  const path = join(folder, `${files}.json`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const me = 'query Me {viewer{user{id}}}';
const time = 'query Time { serverInfo { time } }';
const idOf = (text: string) => hash('sha256', text);

test('The operations of all manifests are known, by the ids of their texts and of their documents as printed', async () => {
  const plain = await fileWith({ [idOf(me)]: me });
  const apollos = await fileWith({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: idOf(time), name: 'Time', type: 'query', body: time }],
  });
  const texts = await readManifests([plain, apollos]);
  expect(texts.get(idOf(me))).toBe(me);
  expect(texts.get(idOf(print(parse(me))))).toBe(me);
  expect(texts.get(idOf(time))).toBe(time);
  expect(texts.size).toBe(4);
});

test('Without manifests nothing is known', async () => {
  expect((await readManifests([])).size).toBe(0);
});

test.each<[string, unknown, RegExp]>([
  ['is no JSON', '{', /is no JSON/],
  ['has another form', [me], /JSON object of operations/],
  ['names operations as it likes', { Me: me }, /the id Me is not the SHA-256/],
  ['has a text that was changed', { [idOf(me)]: time }, /is not the SHA-256/],
  ['has a text that is no GraphQL', { [idOf('{')]: '{' }, /is no GraphQL: Syntax Error/],
])('A manifest that %s stops the start, and is named', async (_name, content, words) => {
  const path = await fileWith(content);
  const refusal = expect(readManifests([path])).rejects;
  await refusal.toThrow(`OPERATION_MANIFESTS is ${JSON.stringify(path)}`);
  await expect(readManifests([path])).rejects.toThrow(words);
});

test('So does one that is not there', async () => {
  await expect(readManifests([join(folder, 'none.json')])).rejects.toThrow(/none\.json.*ENOENT/);
});
