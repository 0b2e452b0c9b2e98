import { z } from 'zod';
import { metadataInput, textInput, userIdInput } from '../../lib/input.ts';
import type { Limits } from '../../limits.ts';

/** What of a message its sender writes, as inputs. */
export function messageContentInput(limits: Limits) {
  return {
    text: textInput({ lengthMax: limits.messageTextLengthMax, bytesMax: limits.messageTextBytesMax }),
    metadata: metadataInput(limits.metadataBytesMax),
    mentionedUserIds: z
      .array(userIdInput)
      .max(limits.mentionsMax, `takes at most ${limits.mentionsMax} users; mention fewer`),
  };
}
