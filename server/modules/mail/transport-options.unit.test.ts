import { expect, test } from 'vitest';
import { transportOptions } from './transport-options.ts';

test('Name and password go over TLS alone, but on this machine', () => {
  expect(transportOptions('smtp://alice:s%40fe@mail.example.com:587')).toMatchObject({
    ...{ host: 'mail.example.com', port: 587, secure: false, requireTLS: true, ignoreTLS: false },
    auth: { user: 'alice', pass: 's@fe' },
  });
  expect(transportOptions('smtps://alice:100%@mail.example.com')).toMatchObject({
    ...{ secure: true, requireTLS: false, auth: { user: 'alice', pass: '100%' } },
  });
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    const options = transportOptions(`smtp://alice:secret@${host}:25`);
    expect(options).toMatchObject({ host: host.replace(/[[\]]/g, ''), requireTLS: false, ignoreTLS: true });
  }
  expect(transportOptions('smtp://localhost.example.com')).toMatchObject({ requireTLS: false, ignoreTLS: false });
  expect(transportOptions('smtp://a:b@127.0.0.1.example.com')).toMatchObject({ requireTLS: true, ignoreTLS: false });
});

test('The query of the address turns nothing off', () => {
  const options = transportOptions(
    'smtp://a:b@mail.example.com?requireTLS=false&tls.rejectUnauthorized=false&pool=false',
  );
  expect(options).toMatchObject({ requireTLS: true, pool: true });
  expect(options.tls).toBeUndefined();
});
