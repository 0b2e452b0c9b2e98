import { z } from 'zod';
import { textInput, userIdInput } from '../../lib/input.ts';

/** Topics of the application's own signals that a token may name; a `*` at a name's end stands for whatever follows. */
const grantsMax = 200;
const grantInput = z
  .string()
  .regex(
    /^(?=.{1,128}$)[A-Za-z0-9._:/-]*\*?$/,
    'takes names of 1 to 128 letters, digits and `._:/-`, each with a `*` at its end or not',
  );

const claimsInput = z.object({
  sub: userIdInput,
  tenant: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'takes 1 to 64 letters, digits, dots, dashes and underscores')
    .default('default'),
  role: z.enum(['user', 'service', 'admin']).default('user'),
  adminRole: z.enum(['viewer', 'operator', 'owner']).optional(),
  adminScope: z.enum(['tenant', 'cluster']).optional(),
  sid: z
    .string()
    .min(1)
    .max(256)
    .refine((sid) => sid.isWellFormed() && !/\p{Cc}/u.test(sid), 'takes no control characters')
    .optional(),
  topics: z.array(grantInput).max(grantsMax, `takes at most ${grantsMax} names`).optional(),
  // What describes the person is no reason to turn him away: what cannot be used is passed over.
  name: textInput({ lengthMax: 200 }).optional().catch(undefined),
  picture: z
    .string()
    .max(2_048)
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
    .optional()
    .catch(undefined),
});

/** What a token says, checked. */
export type Claims = z.output<typeof claimsInput>;

/** Checks a verified token's claims; `refused` makes the error of a reason. */
export function parseClaims(payload: unknown, refused: (why: string) => Error): Claims {
  const result = claimsInput.safeParse(payload);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw refused(`\`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? 'not accepted'}`);
  }
  const { role, adminRole, adminScope } = result.data;
  if (role !== 'admin' && (adminRole ?? adminScope) !== undefined) {
    throw refused('`adminRole` and `adminScope` go with `role: admin`');
  }
  return result.data;
}
