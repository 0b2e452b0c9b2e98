import { describe, expect, it } from 'vitest';
import { checkUrl } from './check-url.ts';

const strict = { webhookHttp: false, webhookPrivateAddresses: [] };
const lax = { webhookHttp: true, webhookPrivateAddresses: ['127.0.0.1', '10.1.0.0/16'] };

describe('an address of an endpoint', () => {
  it.each([
    ['https://93.184.216.34/hooks?of=us', 'https://93.184.216.34/hooks?of=us'],
    ['https://hooks.invalid:8443', 'https://hooks.invalid:8443/'],
    ['HTTPS://[2606:2800:220:1:248:1893:25c8:1946]/', 'https://[2606:2800:220:1:248:1893:25c8:1946]/'],
  ])('may be %s', async (text, kept) => {
    expect(await checkUrl(text, strict)).toBe(kept);
  });

  it.each([
    ['http://93.184.216.34/', 'begins with https://'],
    ['ftp://93.184.216.34/', 'begins with https://'],
    ['javascript:alert(1)', 'begins with https://'],
    ['hooks.example.com', 'begins with https://'],
    ['https://', 'begins with https://'],
    ['', 'begins with https://'],
    ['https://user:word@93.184.216.34/', 'no name and password'],
    ['https://93.184.216.34/#part', 'after a #'],
    [`https://93.184.216.34/${'x'.repeat(2_048)}`, 'at most 2048 characters'],
    ['https://127.0.0.1/', 'private network'],
    ['https://localhost/', 'private network'],
    ['https://2130706433/', 'private network'],
    ['https://0x7f.1/', 'private network'],
    ['https://0177.0.0.1/', 'private network'],
    ['https://0/', 'private network'],
    ['https://10.0.0.1/', 'private network'],
    ['https://172.16.0.1/', 'private network'],
    ['https://192.168.1.1/', 'private network'],
    ['https://100.64.0.1/', 'private network'],
    ['https://169.254.169.254/latest/meta-data', 'private network'],
    ['https://[::1]/', 'private network'],
    ['https://[::ffff:127.0.0.1]/', 'private network'],
    ['https://[::ffff:10.0.0.1]/', 'private network'],
    ['https://[64:ff9b::7f00:1]/', 'private network'],
    ['https://[fd00::1]/', 'private network'],
    ['https://[fe80::1]/', 'private network'],
  ])('may not be %s', async (text, why) => {
    const error = await checkUrl(text, strict).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'url', message: expect.stringContaining(why) });
  });

  it('may be where the operator allows it, and over http where he does', async () => {
    expect(await checkUrl('http://127.0.0.1:4000/', lax)).toBe('http://127.0.0.1:4000/');
    expect(await checkUrl('http://10.1.2.3/', lax)).toBe('http://10.1.2.3/');
    await expect(checkUrl('http://10.2.0.1/', lax)).rejects.toThrow('private network');
    await expect(checkUrl('http://[::ffff:10.1.2.3]/', lax)).rejects.toThrow('private network');
  });
});
