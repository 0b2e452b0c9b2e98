import { expect, test } from 'vitest';
import { cleanMovie } from './clean-movie.ts';

function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((each) => Buffer.from(each as string, 'latin1')));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const place = '+52.5200+013.4050/';
const times = Buffer.alloc(100);
times.writeUInt32BE(600, 12);
times.writeUInt32BE(90_000, 16);
const film = (...inMoov: Buffer[]) =>
  Buffer.concat([
    box('ftyp', 'mp42\0\0\0\0'),
    box('moov', box('mvhd', times), ...inMoov),
    box('mdat', 'picture and sound'),
  ]);

test('the place is gone wherever a device writes it, and nothing has moved', () => {
  const before = film(
    box('trak', box('tkhd', 'kept'), box('udta', box('\xa9mak', 'Secret Phone')), box('mdia', box('minf', 'kept'))),
    box('udta', box('\xa9xyz', place), box('loci', place)),
    box('meta', box('keys', 'com.apple.quicktime.location.ISO6709'), box('ilst', place)),
  );
  const { file, durationMs } = cleanMovie(before);
  expect(durationMs).toBe(150_000);
  expect(file?.length).toBe(before.length);
  for (const secret of [place, 'Secret Phone', 'location']) expect(file?.includes(secret)).toBe(false);
  expect(file?.indexOf('picture and sound')).toBe(before.indexOf('picture and sound'));
  expect(file?.toString('latin1').match(/kept/g)).toHaveLength(2);
  // Cleaned once, there is nothing to clean.
  expect(cleanMovie(file ?? before).file).toBeNull();
});

test('a movie with nothing to remove stays the same file', () => {
  expect(cleanMovie(film())).toEqual({ file: null, durationMs: 150_000 });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a header', Buffer.from('\0\0\0', 'latin1')],
  ['a box larger than the file', Buffer.concat([Buffer.from([0x7f, 0, 0, 0]), Buffer.from('moov')])],
  ['boxes of no size', Buffer.concat([Buffer.from([0, 0, 0, 1]), Buffer.from('moov'), Buffer.alloc(8)])],
  ['a box smaller than its header', Buffer.concat([Buffer.from([0, 0, 0, 3]), Buffer.from('udta')])],
  ['a time scale of nothing', box('moov', box('mvhd', Buffer.alloc(100)))],
  ['a header that is cut off', box('moov', box('mvhd', Buffer.alloc(5)))],
])('%s is passed over', (_what, bytes) => {
  expect(cleanMovie(bytes)).toEqual({ file: null, durationMs: null });
});

test('boxes in boxes without end stop nobody', () => {
  const depth = 200_000;
  const deep = Buffer.alloc(depth * 8);
  for (let at = 0; at < depth; at += 1) {
    deep.writeUInt32BE((depth - at) * 8, at * 8);
    deep.write(at === 0 ? 'moov' : 'trak', at * 8 + 4, 'latin1');
  }
  expect(cleanMovie(deep)).toEqual({ file: null, durationMs: null });
});
