import { z } from 'zod';

/** When something is over: a time to come, in the form that all times have. */
export const endInput = z
  .string()
  .transform((at) => new Date(at).toISOString())
  .refine((at) => Date.parse(at) > Date.now(), { message: 'must be in the future' });
