import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Seed, tenantId } from './seed.ts';

const run = promisify(execFile);

export interface PgbenchOptions {
  url: string;
  script: string;
  clients: number;
  seconds: number;
}

/** Runs a script by pgbench, prepared; returns transactions a second. */
export async function runPgbench({ url, script, clients, seconds }: PgbenchOptions): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-pgbench-'));
  try {
    const file = join(folder, 'send.sql');
    await writeFile(file, script);
    const { stdout } = await run('pgbench', [
      ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, `--time=${seconds}`, `--file=${file}`],
      url,
    ]);
    const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (rate === undefined) throw new Error(`pgbench said no rate: ${stdout}`);
    return Number(rate);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends one message by `send_batch`, to any of the seeded conversations, or to the hot one. */
export function sendScript(many: Seed | null): string {
  const conversation = many === null ? 0 : `random(1, ${many.conversations})`;
  const sender = many === null ? 'random(0, 9)' : `(:c * 7 + :m * 13) % ${many.users}`;
  return `\\set c ${conversation}
\\set m random(0, 9)
\\set u ${sender}
\\set nonce random(1, 9223372036854775807)
select place, outcome, seq, created_at, message from send_batch(jsonb_build_array(jsonb_build_object(
  'tenantId', '${tenantId}', 'conversationId', 'conv_' || lpad(:c::int::text, 26, '0'), 'senderId', 'user-' || :u::int::text,
  'clientMessageId', :nonce::bigint::text, 'sendKey', md5(:nonce::bigint::text)::uuid,
  'requestHash', md5(:nonce::bigint::text), 'id', 'msg_' || md5(:nonce::bigint::text), 'kind', 'TEXT',
  'priority', 'NORMAL', 'text', 'A message by pgbench: shall we meet at seven, or is that too early for you?',
  'metadata', '{}'::jsonb, 'isForeign', false)), 'long', false, false);
`;
}
