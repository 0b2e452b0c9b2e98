import { lazy, Suspense } from 'react';
import { IconButton } from '../shared/icon-button.tsx';
import { Popover } from '../shared/popover.tsx';
import { useUi } from '../ui-context.tsx';

/** The picker with its 1,900 emoji is loaded when it is opened for the first time. */
const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).EmojiPicker }));

/** Props of `EmojiButton`. */
export interface EmojiButtonProps {
  onPick: (emoji: string) => void;
  /** @default 'Emoji' */
  label?: string;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A button that opens a picker of emoji. */
export function EmojiButton({ onPick, label, onOpenChange }: EmojiButtonProps) {
  const { messages } = useUi();
  const name = label ?? messages.emoji;
  return (
    <Popover
      role="dialog"
      label={name}
      {...(onOpenChange && { onOpenChange })}
      button={(props) => <IconButton icon="smile" label={name} {...props} />}
    >
      {(close) => (
        <Suspense fallback={<p className="td-empty">{messages.loading}</p>}>
          <EmojiPicker
            onPick={(emoji) => {
              close();
              onPick(emoji);
            }}
          />
        </Suspense>
      )}
    </Popover>
  );
}
