import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { type Config, loadConfig } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { verifyToken } from './verify-token.ts';

const secretText = 'a secret of more than thirty-two characters';
const secret = new TextEncoder().encode(secretText);
const now = () => Math.floor(Date.now() / 1_000);
const withSecret = loadConfig({ JWT_SECRET: secretText });

const sign = (claims: Record<string, unknown>, key = secret, alg = 'HS256') =>
  new SignJWT({ sub: 'alice', iat: now(), exp: now() + 60, ...claims }).setProtectedHeader({ alg }).sign(key);

/** What the caller is told. */
async function refusalOf(config: Config, token: string): Promise<string> {
  const error = await verifyToken(config, token).catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error('The token was accepted.');
  return `${error.code} ${error.message}`;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('With a secret', () => {
  test('a token says who calls, and what is absent has its default', async () => {
    const { actor, claims } = await verifyToken(withSecret, await sign({ sid: 's1', name: 'Alice', exp: now() + 90 }));
    expect(actor).toEqual({
      tenantId: 'default',
      userId: 'alice',
      role: 'user',
      sid: 's1',
      issuedAtMs: expect.any(Number),
      expiresAtMs: expect.any(Number),
      topics: [],
    });
    expect(claims.name).toBe('Alice');
  });

  test('a token signed with another secret is refused', async () => {
    const token = await sign({}, new TextEncoder().encode('another secret of thirty-two characters'));
    expect(await refusalOf(withSecret, token)).toBe(
      'UNAUTHENTICATED The token is not accepted: its signature is wrong.',
    );
  });

  test('an unsigned token is refused, however its algorithm is written', async () => {
    for (const alg of ['none', 'None', 'NONE', '', undefined, 'HS384', 'HS512', 'RS256']) {
      const token = `${base64({ alg })}.${base64({ sub: 'alice', exp: now() + 60 })}.`;
      expect(await refusalOf(withSecret, token)).toMatch(/^UNAUTHENTICATED/);
    }
  });

  test('a changed payload is refused', async () => {
    const [header, , signature] = (await sign({})).split('.');
    const token = `${header}.${base64({ sub: 'bob', exp: now() + 60 })}.${signature}`;
    expect(await refusalOf(withSecret, token)).toContain('signature');
  });

  test('what is no JWT at all is refused as malformed', async () => {
    for (const token of ['x', 'a.b', 'a.b.c', '{}', '..', `${'a'.repeat(10_000)}.b.c`, 'é.ü.ö']) {
      expect(await refusalOf(withSecret, token)).toMatch(/^UNAUTHENTICATED/);
    }
  });

  test('a token without exp or sub is refused', async () => {
    expect(await refusalOf(withSecret, await sign({ exp: undefined }))).toContain('`exp`');
    expect(await refusalOf(withSecret, await sign({ sub: undefined }))).toContain('`sub`');
  });

  test('exp has no skew', async () => {
    expect(await refusalOf(withSecret, await sign({ exp: now() - 1 }))).toContain('expired');
    expect(await refusalOf(withSecret, await sign({ exp: now() }))).toContain('expired');
    expect(await refusalOf(withSecret, await sign({ exp: now() - 600 }))).toContain('expired');
  });

  test('iat and nbf have 60 s of skew', async () => {
    await verifyToken(withSecret, await sign({ iat: now() + 55, nbf: now() + 55 }));
    expect(await refusalOf(withSecret, await sign({ iat: now() + 65 }))).toContain('`iat`');
    expect(await refusalOf(withSecret, await sign({ nbf: now() + 65 }))).toContain('`nbf`');
  });

  test.each([
    ['sub', ''],
    ['sub', 'a'.repeat(129)],
    ['sub', 'line\nbreak'],
    ['sub', 'conv_01h455vb4pex5vsknk084sn02q'],
    ['sub', 7],
    ['tenant', ''],
    ['tenant', 'a'.repeat(65)],
    ['tenant', 'a/b'],
    ['tenant', 'ä'],
    ['role', 'root'],
    ['adminRole', 'god'],
    ['adminScope', 'galaxy'],
    ['sid', ''],
    ['topics', 'orders'],
    ['topics', ['']],
    ['topics', ['a b']],
    ['topics', ['orders*more']],
    ['topics', ['**']],
    ['topics', ['a'.repeat(129)]],
    ['topics', Array.from({ length: 201 }, (_, at) => `topic-${at}`)],
    ['exp', '9999999999'],
    ['iat', 'yesterday'],
  ])('the claim %s does not take %j', async (claim, value) => {
    expect(await refusalOf(withSecret, await sign({ role: 'admin', [claim]: value }))).toMatch(
      new RegExp(`^UNAUTHENTICATED .*(${claim}|malformed)`),
    );
  });

  test('topics are taken as they are granted, by name and by beginning', async () => {
    const topics = ['orders', 'shop:berlin/live_1.2-3', 'user.*', '*', 'a'.repeat(128)];
    expect((await verifyToken(withSecret, await sign({ topics }))).actor.topics).toEqual(topics);
  });

  test('every form of tenant and role that the contract names is taken', async () => {
    for (const tenant of ['a', 'A-b_c.9', 'a'.repeat(64)]) {
      expect((await verifyToken(withSecret, await sign({ tenant }))).actor.tenantId).toBe(tenant);
    }
    for (const role of ['user', 'service', 'admin']) {
      expect((await verifyToken(withSecret, await sign({ role }))).actor.role).toBe(role);
    }
    await verifyToken(withSecret, await sign({ role: 'admin', adminRole: 'owner', adminScope: 'cluster' }));
    expect(await refusalOf(withSecret, await sign({ adminRole: 'owner' }))).toContain('role: admin');
  });

  test('a name or picture that cannot be used is passed over', async () => {
    const token = await sign({ name: ' ', picture: 'javascript:alert(1)' });
    const { claims } = await verifyToken(withSecret, token);
    expect(claims).toMatchObject({ name: undefined, picture: undefined });
  });

  test('issuer and audience are checked where they are set', async () => {
    const config = { ...withSecret, jwtIssuer: 'https://id.example.com', jwtAudience: 'tidings' };
    await verifyToken(config, await sign({ iss: 'https://id.example.com', aud: ['tidings', 'other'] }));
    expect(await refusalOf(config, await sign({ aud: 'tidings' }))).toContain('`iss`');
    expect(await refusalOf(config, await sign({ iss: 'https://id.example.com' }))).toContain('`aud`');
  });
});

/** An identity provider that rotates its keys. */
async function startProvider() {
  let keys: JWK[] = [];
  let status = 200;
  let fetches = 0;
  const server: Server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return {
    config: loadConfig({
      NODE_ENV: 'production',
      JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
      JWKS_COOLDOWN_MS: '0',
    }),
    fetches: () => fetches,
    fail() {
      status = 500;
    },
    async rotate(alg: string, kid: string) {
      const pair = await generateKeyPair(alg);
      const jwk = { ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' };
      keys = [jwk];
      const token = (claims: Record<string, unknown> = {}) =>
        new SignJWT({ sub: 'alice', exp: now() + 60, ...claims })
          .setProtectedHeader({ alg, kid })
          .sign(pair.privateKey);
      return { token, publicKey: pair.publicKey };
    },
  };
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

describe('With a JWKS address', () => {
  test.each(['RS256', 'ES256', 'EdDSA'])('%s is accepted', async (alg) => {
    const provider = await startProvider();
    const { token } = await provider.rotate(alg, 'one');
    expect((await verifyToken(provider.config, await token())).actor.userId).toBe('alice');
  });

  test.each(['PS256', 'ES384', 'RS512'])('%s is not, though the key is there', async (alg) => {
    const provider = await startProvider();
    const { token } = await provider.rotate(alg, 'one');
    expect(await refusalOf(provider.config, await token())).toContain('algorithm');
  });

  test('a public key does not serve as a secret', async () => {
    const provider = await startProvider();
    const { publicKey } = await provider.rotate('RS256', 'one');
    const pem = await exportSPKI(publicKey);
    for (const config of [provider.config, { ...provider.config, jwtSecret: secretText }]) {
      const body = `${base64({ alg: 'HS256', kid: 'one' })}.${base64({ sub: 'alice', exp: now() + 60 })}`;
      const forged = `${body}.${createHmac('sha256', pem).update(body).digest('base64url')}`;
      expect(await refusalOf(config, forged)).toMatch(/^UNAUTHENTICATED/);
    }
  });

  test('a rotated key is found without a restart, and the old one no longer serves', async () => {
    const provider = await startProvider();
    const before = await provider.rotate('ES256', 'one');
    const oldToken = await before.token();
    await verifyToken(provider.config, oldToken);
    const after = await provider.rotate('ES256', 'two');
    await verifyToken(provider.config, await after.token());
    expect(await refusalOf(provider.config, oldToken)).toContain('its key is unknown');
  });

  test('keys are fetched once for many tokens', async () => {
    const provider = await startProvider();
    const { token } = await provider.rotate('EdDSA', 'one');
    for (let count = 0; count < 5; count += 1) await verifyToken(provider.config, await token());
    expect(provider.fetches()).toBe(1);
  });

  test('keys that cannot be fetched are no fault of the token: UNAVAILABLE', async () => {
    const provider = await startProvider();
    const { token } = await provider.rotate('EdDSA', 'one');
    provider.fail();
    expect(await refusalOf(provider.config, await token())).toMatch(/^UNAVAILABLE/);
    const gone = { ...provider.config, jwksUrl: 'http://127.0.0.1:1/keys' };
    expect(await refusalOf(gone, await token())).toMatch(/^UNAVAILABLE/);
  });
});
