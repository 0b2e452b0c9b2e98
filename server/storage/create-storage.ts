import type { Config } from '../config.ts';
import { createDiskStorage } from './disk-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** The storage that the settings name. Nothing is opened before the first file. */
export function createStorage({ s3, filesDir, unsentAttachmentMs }: Config): Storage {
  const uploadMsMax = unsentAttachmentMs;
  return s3 === null ? createDiskStorage({ folder: filesDir, uploadMsMax }) : createS3Storage({ ...s3, uploadMsMax });
}
