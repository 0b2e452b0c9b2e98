import {
  type ChangeEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from 'react';
import { createTyping, createUpload, type Typing } from '../../client/index.ts';
import { type MemberView, useClient, useMessages, useSendMessage } from '../../client/react/index.ts';
import { Icon } from './icon.tsx';
import type { MessageTarget } from './message-row.tsx';

interface ComposerProps {
  conversationId: string;
  members: readonly MemberView[];
  /** What is edited or answered; null: nothing. */
  target: MessageTarget | null;
  silencedUntil: string | null;
  onDone: () => void;
}

export function Composer({ conversationId, members, target, silencedUntil, onDone }: ComposerProps): ReactElement {
  const client = useClient();
  const { send, error } = useSendMessage(conversationId);
  const { edit } = useMessages(conversationId);
  const [text, setText] = useState(target?.what === 'edit' ? (target.message.text ?? '') : '');
  const [trouble, setTrouble] = useState<string | null>(null);
  const typing = useTyping(conversationId);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus(), []);

  const submit = async () => {
    const content = text.trim();
    if (content === '') return;
    setText('');
    typing.current?.stopped();
    try {
      if (target?.what === 'edit') await edit(target.message.id, { text: content });
      else {
        const replyToId = target?.what === 'reply' ? target.message.id : null;
        await send({ text: content, mentionedUserIds: mentionsOf(content, members), replyToId });
      }
      onDone();
    } catch (failure) {
      setTrouble((failure as Error).message);
    }
  };
  const attach = async ({ target: { files } }: ChangeEvent<HTMLInputElement>) => {
    const [file] = files ?? [];
    if (file === undefined) return;
    try {
      const attachmentIds = [await createUpload(client, file).done];
      await send({ kind: file.type.startsWith('image/') ? 'IMAGE' : 'FILE', attachmentIds });
    } catch (failure) {
      setTrouble((failure as Error).message);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    // While characters are being put together, Enter is a part of that.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  const said = trouble ?? error?.message ?? null;
  return (
    <form className="composer" onSubmit={onSubmit}>
      {target !== null && (
        <p className="target">
          {target.what === 'edit' ? 'Editing' : 'Answering'}: {target.message.text}
          <button type="button" className="icon" aria-label="Cancel" onClick={onDone}>
            ✕
          </button>
        </p>
      )}
      {said !== null && <p role="alert">{said}</p>}
      <label className="icon attach" title="Attach a file">
        <input type="file" aria-label="Attach a file" onChange={attach} />
        <Icon name="attach" />
      </label>
      <textarea
        ref={input}
        rows={1}
        value={text}
        disabled={silencedUntil !== null}
        placeholder={silencedUntil === null ? 'Write a message' : 'You may not write here now'}
        aria-label="Message"
        onKeyDown={onKeyDown}
        onChange={({ target: { value } }) => {
          setText(value);
          if (value === '') typing.current?.stopped();
          else typing.current?.typed();
        }}
      />
      <button type="submit" className="primary" disabled={text.trim() === ''}>
        {target?.what === 'edit' ? 'Save' : 'Send'}
      </button>
    </form>
  );
}

function useTyping(conversationId: string) {
  const client = useClient();
  const typing = useRef<Typing | null>(null);
  useEffect(() => {
    typing.current = createTyping(client, conversationId);
    return typing.current.close;
  }, [client, conversationId]);
  return typing;
}

/** Those whose id or first name stands after an @. */
function mentionsOf(text: string, members: readonly MemberView[]): string[] {
  const words = new Set([...text.matchAll(/@([\p{L}\d_-]+)/gu)].map(([, word]) => word?.toLowerCase()));
  return members.flatMap(({ userId, user }) => {
    const first = user?.name?.split(' ')[0]?.toLowerCase();
    return words.has(userId.toLowerCase()) || (first !== undefined && words.has(first)) ? [userId] : [];
  });
}
