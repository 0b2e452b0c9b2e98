import { expect, test } from 'vitest';
import { readFileKind } from './file-kind.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const pdf = bytes('%PDF-1.7\n1 0 obj\n');
const zip = Buffer.concat([bytes('PK\x05\x06'), Buffer.alloc(18)]);
const heic = Buffer.concat([bytes('\0\0\0\x18ftypheic'), Buffer.alloc(12), Buffer.alloc(100)]);
const elf = Buffer.concat([bytes('\x7fELF\x02\x01\x01'), Buffer.alloc(100)]);

test.each([
  ['a document', pdf, 'application/pdf'],
  ['an archive', zip, 'application/zip'],
  ['text', Buffer.from('Grüße, Welt\n'), 'text/plain'],
  ['a table', bytes('name,age\nbob,7\n'), 'text/plain'],
  ['a page', bytes('<!doctype html><script>alert(1)</script>'), 'application/octet-stream'],
  ['a page after blanks', bytes('\n  <script>alert(1)</script>'), 'application/octet-stream'],
  [
    'an SVG with script',
    bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'application/octet-stream',
  ],
  [
    'an SVG that says that it is XML',
    bytes('<?xml version="1.0"?><svg onload="alert(1)"/>'),
    'application/octet-stream',
  ],
  ['a shell script', bytes('#!/bin/sh\nrm -rf /\n'), 'application/octet-stream'],
  ['a program', elf, 'application/octet-stream'],
  ['a program of another system', bytes('MZ\x90\0\x03\0\0\0'), 'application/octet-stream'],
  ['noise', Buffer.from([0, 1, 2, 250, 251, 0, 9]), 'application/octet-stream'],
  ['text that is not UTF-8', bytes('caf\xe9 au lait'), 'application/octet-stream'],
])('%s', async (_what, content, type) => {
  expect(await readFileKind(content)).toEqual({ kind: 'other', type });
});

test('an image that cannot be cleaned is not taken for a download', async () => {
  expect(await readFileKind(heic)).toEqual({ kind: 'closed image' });
});
