import { sizeText } from '../shared/formats.ts';
import { Icon } from '../shared/icon.tsx';
import { IconButton } from '../shared/icon-button.tsx';
import type { UiAttachment } from '../types.ts';
import { useUi } from '../ui-context.tsx';

/** Props of `AttachmentView`. */
export interface AttachmentViewProps {
  attachment: UiAttachment;
  /** Shows a button that takes it away. */
  onRemove?: ((id: string) => void) | undefined;
}

/** A file: an image by its thumbnail, others by name and size, with the progress of what is on its way. */
export function AttachmentView({ attachment, onRemove }: AttachmentViewProps) {
  const { messages, locale } = useUi();
  const { id, name, sizeBytes, isImage, url, thumbnailUrl, progress, failure } = attachment;
  const size = sizeText(sizeBytes, locale);
  const face =
    isImage && thumbnailUrl != null ? (
      <img className="td-thumbnail" src={thumbnailUrl} alt={name} loading="lazy" />
    ) : (
      <>
        <Icon name="file" />
        <span className="td-file-words">
          <span className="td-file-name" dir="auto">
            {name}
          </span>
          <span className="td-quiet">{failure ?? size}</span>
        </span>
      </>
    );
  return (
    <div className="td td-attachment" data-failed={failure != null || undefined}>
      {url == null ? (
        <span className="td-file">{face}</span>
      ) : (
        <a className="td-file" href={url} target="_blank" rel="noopener noreferrer">
          {face}
        </a>
      )}
      {progress != null && <progress aria-label={messages.uploading(name)} max={1} value={progress} />}
      {onRemove !== undefined && (
        <IconButton icon="close" label={messages.removeAttachment(name)} onClick={() => onRemove(id)} />
      )}
    </div>
  );
}
