import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { AttachmentView } from '../message/attachment-view.tsx';
import { Announcer } from '../shared/announcer.tsx';
import { IconButton } from '../shared/icon-button.tsx';
import type { Person, UiAttachment } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { AttachButton } from './attach-button.tsx';
import { type ComposerContext, ComposerNote } from './composer-note.tsx';
import { useDraft } from './drafts.ts';
import { EmojiButton } from './emoji-button.tsx';
import { MentionList, optionId } from './mention-list.tsx';
import { charactersLeft } from './text-length.ts';
import { useAutoGrow } from './use-auto-grow.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useMentions } from './use-mentions.ts';

/** What is sent. */
export interface ComposedMessage {
  /** Trimmed. */
  text: string;
  mentionedUserIds: string[];
}

/** Props of `MessageComposer`. */
export interface MessageComposerProps {
  onSend: (message: ComposedMessage) => void;
  /** Names the place whose draft is kept through reloads: best the viewer's and the conversation's id. @default not kept */
  draftKey?: string | undefined;
  /** What is in it at first, as when a message is edited. A draft goes before it. @default empty */
  initialText?: string;
  /** Whether one answers or edits, which is said above, with a button that ends it. */
  context?: ComposerContext | null;
  onCancelContext?: () => void;
  /** Who can be mentioned. @default nobody */
  people?: readonly Person[];
  /** The files that go with the message. */
  attachments?: readonly UiAttachment[];
  /** Called with files that were chosen, dropped or pasted. Without it, none can be. */
  onAddFiles?: (files: File[]) => void;
  onRemoveAttachment?: (id: string) => void;
  /** Called with true at each change of the text, with false when it is empty or sent. */
  onTyping?: (isTyping: boolean) => void;
  /** Called by the arrow key up in an empty box, to edit the last own message. */
  onEditLast?: () => void;
  /** In grapheme clusters. @default 5_000 */
  textMax?: number;
  /** Said instead of letting one write, as where one may not. */
  disabledReason?: string | null;
  /** @default false */
  autoFocus?: boolean;
}

const noAttachments: readonly UiAttachment[] = [];
const nobody: readonly Person[] = [];

/** Where a message is written. Enter sends, Shift+Enter begins a line; while an input method composes, Enter is its own. */
export function MessageComposer(props: MessageComposerProps) {
  const { onSend, draftKey, initialText = '', context = null, onCancelContext, people = nobody, onTyping } = props;
  const { attachments = noAttachments, onAddFiles, onRemoveAttachment, textMax = 5_000, disabledReason = null } = props;
  const { messages } = useUi();
  const counterId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(draftKey, initialText);
  useAutoGrow(box, text);
  useFocusWith(box, props.autoFocus === true, context);

  const change = (next: string) => {
    setText(next);
    onTyping?.(next.trim() !== '');
  };
  const mentions = useMentions(people, (next) => {
    change(next.text);
    moveCaret(box.current, next.caret);
  });
  const left = charactersLeft(text, textMax);
  const isUploading = attachments.some(({ progress, failure }) => progress != null && failure == null);
  const isEmpty = text.trim() === '' && attachments.length === 0;
  const maySend = disabledReason === null && !isEmpty && !isUploading && (left ?? 0) >= 0;

  const send = () => {
    if (!maySend) return;
    const trimmed = text.trim();
    onSend({ text: trimmed, mentionedUserIds: mentions.idsIn(trimmed) });
    setText('');
    onTyping?.(false);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends a composition in Safari after it was said to be over: 229 tells.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (mentions.onKeyDown(event)) return event.preventDefault();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && context !== null) {
      event.preventDefault();
      onCancelContext?.();
    } else if (event.key === 'ArrowUp' && text === '' && props.onEditLast !== undefined) {
      event.preventDefault();
      props.onEditLast();
    }
  };
  const insert = (piece: string) => {
    const at = box.current?.selectionStart ?? text.length;
    change(text.slice(0, at) + piece + text.slice(box.current?.selectionEnd ?? at));
    moveCaret(box.current, at + piece.length);
  };
  const lookAtCaret = ({ value, selectionStart }: HTMLTextAreaElement) =>
    mentions.look({ text: value, caret: selectionStart });

  const { isOver, ...dropping } = useFileDrop(disabledReason === null ? onAddFiles : undefined);
  return (
    <div className="td td-composer" {...dropping} data-over={isOver || undefined}>
      {context !== null && <ComposerNote context={context} onCancel={onCancelContext} />}
      {attachments.length > 0 && (
        <div className="td-attachments">
          {attachments.map((each) => (
            <AttachmentView key={each.id} attachment={each} onRemove={onRemoveAttachment} />
          ))}
        </div>
      )}
      <MentionList id={mentions.id} people={mentions.suggested} active={mentions.active} onChoose={mentions.choose} />
      <div className="td-composer-box">
        {onAddFiles !== undefined && <AttachButton onAddFiles={onAddFiles} isDisabled={disabledReason !== null} />}
        <textarea
          ref={box}
          className="td-composer-text"
          rows={1}
          dir="auto"
          aria-label={messages.composer}
          placeholder={disabledReason ?? messages.composerPlaceholder}
          disabled={disabledReason !== null}
          value={text}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={mentions.suggested.length > 0 ? mentions.id : undefined}
          aria-activedescendant={mentions.suggested.length > 0 ? optionId(mentions.id, mentions.active) : undefined}
          aria-describedby={left === null ? undefined : counterId}
          aria-invalid={(left ?? 0) < 0}
          onChange={({ target }) => {
            change(target.value);
            lookAtCaret(target);
          }}
          onSelect={({ currentTarget }) => lookAtCaret(currentTarget)}
          onBlur={() => mentions.look(null)}
          onKeyDown={onKeyDown}
          onPaste={(event) => pasteFiles(event, onAddFiles)}
        />
        <EmojiButton onPick={insert} />
        <IconButton
          icon="send"
          className="td-send"
          label={context?.kind === 'edit' ? messages.save : messages.send}
          // It can be reached while there is nothing to send: a focus that vanishes with the button would be lost.
          aria-disabled={!maySend}
          onClick={send}
        />
      </div>
      {isOver && <div className="td-drop-hint">{messages.dropFiles}</div>}
      <Counter id={counterId} left={left} />
    </div>
  );
}

function Counter({ id, left }: { id: string; left: number | null }) {
  const { messages } = useUi();
  if (left === null) return null;
  const text = left < 0 ? messages.tooLong(-left) : messages.charactersLeft(left);
  return (
    <div id={id} className="td-counter" data-over={left < 0 || undefined}>
      {text}
      {/* Each tenth is enough to be told. */}
      <Announcer text={left % 10 === 0 || left === -1 ? text : ''} />
    </div>
  );
}

/** React writes the text in its own time, and the caret would stand at its end after that. */
function moveCaret(box: HTMLTextAreaElement | null, caret: number): void {
  requestAnimationFrame(() => {
    box?.focus();
    box?.setSelectionRange(caret, caret);
  });
}

/** Takes the focus at first where that is wanted, and whenever one begins to answer or to edit. */
function useFocusWith(
  box: { current: HTMLTextAreaElement | null },
  isWanted: boolean,
  context: ComposerContext | null,
): void {
  // By what it says: an object made anew at each drawing would take the focus each time.
  const reason = context === null ? null : `${context.kind} ${context.text}`;
  useEffect(() => {
    if (isWanted || reason !== null) box.current?.focus();
  }, [box, isWanted, reason]);
}

function pasteFiles(event: ClipboardEvent, onAddFiles: ((files: File[]) => void) | undefined): void {
  const files = [...event.clipboardData.files];
  if (files.length === 0 || onAddFiles === undefined) return;
  event.preventDefault();
  onAddFiles(files);
}
