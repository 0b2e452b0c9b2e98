/** Under which keys the storage has what belongs to an attachment. */
export interface FileKeys {
  /** As it was uploaded. */
  upload: string;
  /** Written anew; see `isRewritten`. */
  file: string;
  thumbnail: string;
}

/** Ids are unique over all tenants. */
export const fileKeys = (attachmentId: string): FileKeys => ({
  upload: attachmentId,
  file: `${attachmentId}.file`,
  thumbnail: `${attachmentId}.thumbnail`,
});
