import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { Context, Services } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Topic } from '../realtime/log-event.ts';
import { events } from '../realtime/table.ts';
import { contextOf, seedUsers } from './test-context.ts';

/** Users of a tenant of their own: `const { alice, bob } = await createCast(services, 'alice', 'bob')`. */
export async function createCast<Name extends string>(
  services: Services,
  ...names: Name[]
): Promise<Record<Name, Context>> {
  const tenantId = `t-${randomUUID()}`;
  await seedUsers(services.db, names, tenantId);
  return Object.fromEntries(names.map((name) => [name, contextOf(services, name, { tenantId })])) as Record<
    Name,
    Context
  >;
}

/** A whole log as it is stored, in order. Throws if a number is missing in it or there twice. */
export async function readLog({ db, actor }: Context, topic: Topic) {
  const rows = await db
    .select({ seq: events.seq, type: events.type, actorId: events.actorId, payload: events.payload })
    .from(events)
    .where(and(eq(events.tenantId, actor.tenantId), eq(events.topic, topic)))
    .orderBy(asc(events.seq));
  const misplaced = rows.findIndex((row, at) => row.seq !== at + 1);
  if (misplaced !== -1) throw new Error(`The log of ${topic} has ${rows[misplaced]?.seq} at place ${misplaced + 1}.`);
  return rows;
}

/** What a client is told of a failure: code, field and text. Throws if there is none. */
export async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('An AppError was expected.', { cause: error });
  const { code, field, message } = error;
  return { code, field, message };
}
