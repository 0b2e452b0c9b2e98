import { IconButton } from '../shared/icon-button.tsx';
import { useUi } from '../ui-context.tsx';

/** What a message is written for, besides being sent. */
export type ComposerContext = { kind: 'reply'; author: string; text: string } | { kind: 'edit'; text: string };

interface ComposerNoteProps {
  context: ComposerContext;
  onCancel: (() => void) | undefined;
}

/** Says above the text box that one answers or edits. */
export function ComposerNote({ context, onCancel }: ComposerNoteProps) {
  const { messages } = useUi();
  return (
    <div className="td-composer-note">
      <div className="td-quoted">
        <strong>{context.kind === 'edit' ? messages.editing : messages.replyingTo(context.author)}</strong>
        <span dir="auto">{context.text}</span>
      </div>
      <IconButton icon="close" label={messages.cancel} onClick={onCancel} />
    </div>
  );
}
