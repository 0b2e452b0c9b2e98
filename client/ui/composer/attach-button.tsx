import { useRef } from 'react';
import { IconButton } from '../shared/icon-button.tsx';
import { useUi } from '../ui-context.tsx';

interface AttachButtonProps {
  onAddFiles: (files: File[]) => void;
  isDisabled: boolean;
}

/** A button that lets files be chosen. */
export function AttachButton({ onAddFiles, isDisabled }: AttachButtonProps) {
  const { messages } = useUi();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="clip" label={messages.attach} disabled={isDisabled} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          onAddFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
