import { z } from 'zod';
import { textInput } from '../../lib/input.ts';
import { webhookEventTypes } from './event-names.ts';

/** Which events; null: all, those of later releases too. */
export const eventsInput = z
  .array(z.enum(webhookEventTypes))
  .min(1, 'names no event; leave it out for all of them')
  .transform((events) => [...new Set(events)].sort())
  .nullable();

export const descriptionInput = textInput({ lengthMax: 200 }).nullish();
