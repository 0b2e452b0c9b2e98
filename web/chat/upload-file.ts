import type { TidingsClient } from '../../client/index.ts';

/** Uploads a file by tus, and gives its id, for a message. Throws where the server refuses it. */
export async function uploadFile(client: TidingsClient, file: File): Promise<string> {
  const token = await client.getToken();
  const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' };
  const name = btoa(String.fromCodePoint(...new TextEncoder().encode(file.name)));
  const begun = await fetch('/files', {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(file.size), 'upload-metadata': `filename ${name}` },
  });
  const location = begun.headers.get('location');
  if (!begun.ok || location === null) throw new Error(`${file.name} was refused (${begun.status}).`);
  const address = new URL(location, globalThis.location.href);
  const sent = await fetch(address, {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: file,
  });
  if (!sent.ok) throw new Error(`${file.name} could not be sent (${sent.status}).`);
  return address.pathname.split('/').at(-1) ?? '';
}
