import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cleanImage } from './clean-image.ts';
import type { ImageType } from './file-kind.ts';

const pixelsMax = 1_000_000;
const red = { r: 200, g: 30, b: 30 };
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: red } });

/** As a phone writes it: lying on its side, with the place, and with its maker. */
const gps = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '52/1 31/1 12/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '13/1 24/1 18/1',
};
const fromPhone = () =>
  picture(400, 300)
    .withExif({ IFD0: { Make: 'Secret Phone', Orientation: '6' }, IFD3: gps })
    .withMetadata({ orientation: 6 });

test.each<[ImageType, () => Promise<Buffer>]>([
  ['image/jpeg', () => fromPhone().jpeg().toBuffer()],
  ['image/png', () => fromPhone().png().toBuffer()],
  ['image/webp', () => fromPhone().webp().toBuffer()],
  ['image/avif', () => fromPhone().avif({ effort: 0 }).toBuffer()],
])('%s: the place and the maker are gone, and the picture stands upright', async (type, make) => {
  const bytes = await make();
  expect(bytes.includes('Secret Phone')).toBe(true);
  const { file, thumbnail, width, height, thumbHash } = await cleanImage(bytes, type, pixelsMax);
  expect([width, height]).toEqual([300, 400]);
  for (const each of [file, thumbnail]) {
    expect(each.includes('Secret Phone')).toBe(false);
    const { exif, xmp, iptc, orientation = 1 } = await sharp(each).metadata();
    expect({ exif, xmp, iptc, orientation }).toEqual({
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      orientation: 1,
    });
  }
  const small = await sharp(thumbnail).metadata();
  expect([small.format, small.width, small.height]).toEqual(['webp', 240, 320]);
  expect(Buffer.from(thumbHash, 'base64').length).toBeLessThan(40);
});

test('a moving image still moves, and its height is that of one frame', async () => {
  const frames = await Promise.all([10, 200].map((r) => picture(40, 30).tint({ r, g: 0, b: 0 }).png().toBuffer()));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const { file, width, height } = await cleanImage(gif, 'image/gif', pixelsMax);
  expect([width, height]).toEqual([40, 30]);
  expect((await sharp(file).metadata()).pages).toBe(2);
});

test('what is hidden behind the picture is gone', async () => {
  const hidden = Buffer.from('<?php system($_GET["c"]); ?><script>alert(1)</script>');
  const polyglot = Buffer.concat([await picture(50, 50).jpeg().toBuffer(), hidden]);
  const { file } = await cleanImage(polyglot, 'image/jpeg', pixelsMax);
  expect(file.includes('<script>')).toBe(false);
});

test('an image with too many pixels is refused before they are decoded', async () => {
  const bomb = await picture(8_000, 8_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(300_000);
  await expect(cleanImage(bomb, 'image/png', pixelsMax)).rejects.toMatchObject({ failure: 'TOO_MANY_PIXELS' });
});

test('the frames of a moving image count together', async () => {
  const frames = await Promise.all([1, 99, 200].map((r) => picture(600, 600).tint({ r, g: r, b: 0 }).png().toBuffer()));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  await expect(cleanImage(gif, 'image/gif', pixelsMax)).rejects.toMatchObject({ failure: 'TOO_MANY_PIXELS' });
});

test('an image that is cut off is no image', async () => {
  const whole = await picture(500, 500).png().toBuffer();
  await expect(cleanImage(whole.subarray(0, 200), 'image/png', pixelsMax)).rejects.toMatchObject({
    failure: 'UNREADABLE',
  });
});

test('an SVG is not read, whatever it is called', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  await expect(cleanImage(svg, 'image/png', pixelsMax)).rejects.toMatchObject({ failure: 'UNREADABLE' });
});
