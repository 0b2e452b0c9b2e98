import { Readable } from 'node:stream';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { MetadataValue } from '@tus/s3-store';
import type { S3Settings } from '../config.ts';
import { createBoundedCache } from '../lib/bounded-cache.ts';
import type { Storage, StorageOptions } from './storage.ts';

/** Uploads whose beginnings are remembered; others are asked for. */
const knownUploadsMax = 1_000;

/**
 * Files in a bucket of S3, or of whatever speaks its protocol. Uploads are multipart uploads there, which the bucket's own
 * rules should end after some days, should this server never come to it. The package is loaded with the first file.
 */
export function createS3Storage({ uploadMsMax, ...settings }: StorageOptions & S3Settings): Storage {
  const { bucket: Bucket } = settings;
  const clientConfig = toClientConfig(settings);
  const known = createBoundedCache<MetadataValue>(knownUploadsMax, uploadMsMax);
  let opened: ReturnType<typeof open> | undefined;

  async function open() {
    const [{ S3, NoSuchKey, NoSuchUpload }, { S3Store }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@tus/s3-store'),
    ]);
    const isMissing = (error: unknown) => error instanceof NoSuchKey || error instanceof NoSuchUpload;
    const uploads = new S3Store({
      s3ClientConfig: { ...clientConfig, bucket: Bucket },
      expirationPeriodInMilliseconds: uploadMsMax,
      // Not every store has tags, and nothing here needs them.
      useTags: false,
      // Its own would keep what it knows of unfinished uploads for ever.
      cache: {
        get: async (id) => known.get(id),
        async set(id, upload) {
          known.set(id, upload);
        },
        async delete(id) {
          known.delete(id);
        },
      },
    });
    return { s3: new S3(clientConfig), uploads, isMissing };
  }

  const use = () => {
    opened ??= open();
    return opened;
  };

  return {
    openUploads: async () => (await use()).uploads,
    async read(Key, range) {
      const { s3, isMissing } = await use();
      try {
        const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end}`;
        const { Body } = await s3.getObject({ Bucket, Key, ...(Range === undefined ? {} : { Range }) });
        return Body instanceof Readable ? Body : null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async write(Key, Body) {
      await (await use()).s3.putObject({ Bucket, Key, Body });
    },
    async remove(Key) {
      const { s3, isMissing } = await use();
      known.delete(Key);
      const uploadId = await readUploadId(s3.headObject({ Bucket, Key: `${Key}.info` }));
      if (uploadId !== undefined) {
        await s3.abortMultipartUpload({ Bucket, Key, UploadId: uploadId }).catch((error: unknown) => {
          // One that was completed is no upload any more.
          if (!isMissing(error)) throw error;
        });
      }
      for (const each of [Key, `${Key}.part`, `${Key}.info`]) await s3.deleteObject({ Bucket, Key: each });
    },
  };
}

function toClientConfig({ region, endpoint, accessKeyId, secretAccessKey }: S3Settings): S3ClientConfig {
  const hasKeys = accessKeyId !== null && secretAccessKey !== null;
  return {
    region,
    // Other stores than Amazon's have one host for all buckets, and check no sums that they do not know.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(hasKeys ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

async function readUploadId(asked: Promise<{ Metadata?: Record<string, string> }>): Promise<string | undefined> {
  try {
    return (await asked).Metadata?.['upload-id'];
  } catch (error) {
    // A HEAD has no body that could say what is missing.
    if (error instanceof Error && error.name === 'NotFound') return undefined;
    throw error;
  }
}
