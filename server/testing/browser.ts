import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A browser's push subscription, with the keys that it keeps to itself. */
export interface Browser {
  /** As `PushSubscription.toJSON` gives it, and `registerPushSubscription` takes it. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** Reads what the push service hands over, as RFC 8291 says. Throws where it is not for this browser, or was changed. */
  decrypt(body: Buffer): Buffer;
}

/** A browser that has subscribed at this address. */
export function createBrowser(endpoint: string): Browser {
  const pair = createECDH('prime256v1');
  const publicKey = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: { endpoint, keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') } },
    decrypt(body) {
      const { salt, serverKey, sealed } = readHeader(body);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, serverKey]);
      const keyMaterial = derive(pair.computeSecret(serverKey), auth, info, 32);
      const key = derive(keyMaterial, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(keyMaterial, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
      return unpad(Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]));
    },
  };
}

/** RFC 8188, section 2.1: salt, record size, length of the key's name, which is the sender's public key. */
function readHeader(body: Buffer) {
  const nameLength = body.readUInt8(20);
  const recordSize = body.readUInt32BE(16);
  const sealed = body.subarray(21 + nameLength);
  // A push message is one record (RFC 8291, section 4), and push services take 4,096 bytes.
  if (nameLength !== 65 || sealed.length > recordSize || body.length > 4_096)
    throw new Error('This is no push message.');
  return { salt: body.subarray(0, 16), serverKey: body.subarray(21, 21 + nameLength), sealed };
}

/** The last record ends with a 2, and zeros for padding. */
function unpad(record: Buffer): Buffer {
  const end = record.findLastIndex((byte) => byte !== 0);
  if (record[end] !== 2) throw new Error('The record is not the last one.');
  return record.subarray(0, end);
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));
