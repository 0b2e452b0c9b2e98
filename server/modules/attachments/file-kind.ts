import { fileTypeFromBuffer } from 'file-type';

/** The type of a download that nothing is going to open by itself. */
export const unknownType = 'application/octet-stream';
const textType = 'text/plain';

/** Types that are told as they are, beside images, audio and video: documents and archives. */
const knownTypes = new Set([
  'application/epub+zip',
  'application/gzip',
  'application/msword',
  'application/pdf',
  'application/rtf',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/x-7z-compressed',
  'application/x-bzip2',
  'application/x-rar-compressed',
  'application/x-tar',
  'application/zip',
]);
const knownFamilies = /^(audio|video)\/|^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./;

/** Images that are written anew, so that nothing but the picture is left of them. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const;

export type ImageType = (typeof imageTypes)[number];

/** Images that this server cannot read, and so cannot clean of where they were taken. */
const closedImages = /^image\/(heic|heif|jxl|tiff|x-|vnd\.|jp2|jpx|jpm)/;

/** What a file is, by its bytes alone: the name and the type that came with it are what somebody says. */
export type FileKind = { kind: 'image'; type: ImageType } | { kind: 'closed image' } | { kind: 'other'; type: string };

/**
 * Types that a browser would run (HTML, SVG, XML, scripts, programs) are not told: such files are kept as they are, as
 * downloads of unknown type.
 */
export async function readFileKind(bytes: Uint8Array): Promise<FileKind> {
  const sniffed = (await fileTypeFromBuffer(bytes))?.mime;
  const image = imageTypes.find((type) => type === sniffed) ?? (sniffed === 'image/apng' ? 'image/png' : undefined);
  if (image !== undefined) return { kind: 'image', type: image };
  if (sniffed === undefined) return { kind: 'other', type: isPlainText(bytes) ? textType : unknownType };
  if (closedImages.test(sniffed)) return { kind: 'closed image' };
  const isKnown = knownTypes.has(sniffed) || knownFamilies.test(sniffed);
  return { kind: 'other', type: isKnown ? sniffed : unknownType };
}

/** UTF-8 without control characters, and not markup: that begins with `<`. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
  return !/[\0-\x08\x0e-\x1f\x7f]/.test(text) && !/^\s*(<|#!)/.test(text);
}
