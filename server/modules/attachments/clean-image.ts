import type { Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { ImageType } from './file-kind.ts';

/** An image as it is kept: pixels only, the right way up, without what its maker wrote into it. */
export interface CleanImage {
  file: Buffer;
  /** A WebP that fits into a square of `thumbnailSide`; of a moving image its first frame. */
  thumbnail: Buffer;
  width: number;
  height: number;
  /** About 25 bytes that stand for the picture until it is loaded (evanw.github.io/thumbhash), in Base64. */
  thumbHash: string;
}

const thumbnailSide = 320;
/** The hash takes at most 100 pixels a side. */
const hashSide = 96;
const decodeSecondsMax = 30;

/** The picture is too large, or cannot be read. */
export class ImageError extends Error {
  readonly failure: 'TOO_MANY_PIXELS' | 'UNREADABLE';

  constructor(failure: ImageError['failure'], cause?: unknown) {
    super(`The image is ${failure}.`, { cause });
    this.name = 'ImageError';
    this.failure = failure;
  }
}

/**
 * Decodes an image and writes it anew in the same format. Whatever else was in the file, places (GPS), the camera's number,
 * another file hidden behind the picture, is gone. Throws `ImageError`.
 */
export async function cleanImage(bytes: Buffer, type: ImageType, pixelsMax: number): Promise<CleanImage> {
  const open = await loadSharp();
  const isAnimated = type === 'image/gif' || type === 'image/webp';
  const options = { limitInputPixels: pixelsMax, failOn: 'error', sequentialRead: true } as const;
  try {
    const { width = 0, height = 0, pages = 1, pageHeight = height } = await open(bytes, options).metadata();
    // What is open is one frame, and the bound is for all of them, which are decoded below.
    if (width * pageHeight * pages > pixelsMax) throw new ImageError('TOO_MANY_PIXELS');
    const upright = () => open(bytes, options).rotate().timeout({ seconds: decodeSecondsMax });
    const whole = open(bytes, { ...options, animated: isAnimated && pages > 1 }).rotate();
    const { data: file, info } = await encode(whole.timeout({ seconds: decodeSecondsMax }), type);
    const small = upright().resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true });
    const thumbnail = await small.webp({ quality: 75 }).toBuffer();
    return {
      ...{ file, thumbnail, width: info.width, height: info.pageHeight ?? info.height },
      thumbHash: await hashOf(open(thumbnail)),
    };
  } catch (error) {
    if (error instanceof ImageError) throw error;
    const isTooLarge = error instanceof Error && error.message.includes('exceeds pixel limit');
    throw new ImageError(isTooLarge ? 'TOO_MANY_PIXELS' : 'UNREADABLE', error);
  }
}

type OpenImage = (bytes: Buffer, options?: Parameters<typeof import('sharp').default>[1]) => Sharp;

let loaded: Promise<OpenImage> | undefined;

/** Loaded with the first image. Only what reads the formats above may run: the library knows many more. */
function loadSharp(): Promise<OpenImage> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] });
    const formats = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'];
    sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}`) });
    // Nothing is read twice, and one image at a time is enough for a node that has messages to send.
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return loaded;
}

function encode(image: Sharp, type: ImageType) {
  const written = {
    'image/jpeg': () => image.jpeg({ quality: 90 }),
    'image/png': () => image.png(),
    'image/webp': () => image.webp({ quality: 90 }),
    'image/gif': () => image.gif(),
    'image/avif': () => image.avif({ quality: 70, effort: 2 }),
  }[type]();
  return written.toBuffer({ resolveWithObject: true });
}

async function hashOf(image: Sharp): Promise<string> {
  const { data, info } = await image
    .resize(hashSide, hashSide, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
