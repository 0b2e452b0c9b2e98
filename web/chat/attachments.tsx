import { type ReactElement, useEffect, useState } from 'react';
import { AttachmentAddressesDocument } from '../../client/generated/operations.ts';
import type { AttachmentState } from '../../client/index.ts';
import { useClient } from '../../client/react/index.ts';
import { Icon } from './icon.tsx';

/** The files of a message. */
export function Attachments({ attachments }: { attachments: readonly AttachmentState[] }): ReactElement {
  return (
    <span className="attachments">
      {attachments.map((each) => (
        <Attachment key={each.id} attachment={each} />
      ))}
    </span>
  );
}

function Attachment({
  attachment: { id, name, type, status, sizeBytes },
}: {
  attachment: AttachmentState;
}): ReactElement {
  const client = useClient();
  const [addresses, setAddresses] = useState<{ url: string | null; thumbnailUrl: string | null } | null>(null);
  useEffect(() => {
    if (status !== 'READY') return;
    let isWanted = true;
    client.execute(AttachmentAddressesDocument, { id }).then(
      ({ attachment }) => isWanted && setAddresses(attachment),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [client, id, status]);
  const label = `${name} (${Math.ceil(sizeBytes / 1_024)} KB)`;
  if (type?.startsWith('image/') && addresses?.thumbnailUrl != null) {
    return (
      <a href={addresses.url ?? undefined}>
        <img src={addresses.thumbnailUrl} alt={name} />
      </a>
    );
  }
  return (
    <a href={addresses?.url ?? undefined}>
      <Icon name="attach" /> {label}
    </a>
  );
}
