import type { UploadOptions } from 'tus-js-client';

/** Reads blobs part by part, for where requests take bytes alone. */
export const blobReader: NonNullable<UploadOptions['fileReader']> = {
  openFile: async (blob: Blob) => ({
    size: blob.size,
    async slice(start, end) {
      const bytes = new Uint8Array(await blob.slice(start, end).arrayBuffer());
      // The library asks for the size as that of a blob.
      return { value: Object.assign(bytes, { size: bytes.length }), done: end >= blob.size };
    },
    close: () => {},
  }),
};
