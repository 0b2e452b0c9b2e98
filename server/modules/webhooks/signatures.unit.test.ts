import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createSecret, signatureHeaders, validAt } from './signatures.ts';

const body = '{"type":"message.sent","data":{"text":"Grüße 🌊"}}';
const id = 'whd_01h455vb4pex5vsknk084sn02q';
const nowSeconds = () => Math.floor(Date.now() / 1_000);

function verify(secret: string, payload: string, headers: Record<string, string>): string {
  try {
    new Webhook(secret).verify(payload, headers);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the stock verifier', () => {
  const secret = createSecret();
  const headers = signatureHeaders({ id, timestamp: nowSeconds(), body }, [secret]);

  it('accepts what is signed', () => {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(verify(secret, body, headers)).toBe('accepted');
  });

  it.each<[string, string, Partial<typeof headers>]>([
    ['another body', `${body} `, {}],
    ['another id', body, { 'webhook-id': 'whd_01h455vb4pex5vsknk084sn02r' }],
    ['another time', body, { 'webhook-timestamp': String(nowSeconds() + 1) }],
    ['another signature', body, { 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` }],
  ])('refuses %s', (_what, payload, over) => {
    expect(verify(secret, payload, { ...headers, ...over })).toBe('No matching signature found');
  });

  it('refuses another secret', () => {
    expect(verify(createSecret(), body, headers)).toBe('No matching signature found');
  });

  it('refuses what is older than five minutes', () => {
    const old = signatureHeaders({ id, timestamp: nowSeconds() - 301, body }, [secret]);
    expect(verify(secret, body, old)).toBe('Message timestamp too old');
  });

  it('accepts any of several secrets, while they sign', () => {
    const [first, second] = [createSecret(), createSecret()];
    const both = signatureHeaders({ id, timestamp: nowSeconds(), body }, [first, second]);
    expect([verify(first, body, both), verify(second, body, both)]).toEqual(['accepted', 'accepted']);
  });
});

it('An earlier secret signs until its time is over', () => {
  const now = new Date('2026-03-01T00:00:00.000Z');
  const earlier = [
    { secret: 'a', until: '2026-03-01T00:00:00.001Z' },
    { secret: 'b', until: '2026-03-01T00:00:00.000Z' },
  ];
  expect(validAt(now, earlier).map(({ secret }) => secret)).toEqual(['a']);
});
