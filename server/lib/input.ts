import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { isTypeId } from './ids.ts';

/** Parses an operation's input. Throws BAD_USER_INPUT that names the field and says what is accepted. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new AppError('BAD_USER_INPUT', `\`${field}\`: ${issue?.message ?? 'not accepted'}.`, { field });
}

const segmenter = new Intl.Segmenter();

/** Counts what a reader takes for characters (extended grapheme clusters, UAX #29), up to `max` + 1. */
function countGraphemes(text: string, max: number): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count > max) break;
  }
  return count;
}

interface TextBounds {
  /** In grapheme clusters. */
  lengthMax: number;
  /** In bytes of UTF-8. @default four for each character */
  bytesMax?: number;
}

/** A text that people wrote: not blank, within bounds, and one that UTF-8 and Postgres can hold. Kept as it came. */
export function textInput({ lengthMax, bytesMax = lengthMax * 4 }: TextBounds) {
  return z.string().superRefine((text, check) => {
    const message = textFault(text, lengthMax, bytesMax);
    if (message !== undefined) check.addIssue({ code: 'custom', message });
  });
}

function textFault(text: string, lengthMax: number, bytesMax: number): string | undefined {
  if (text.trim() === '') return 'must not be empty or blank';
  if (Buffer.byteLength(text) > bytesMax) return `takes at most ${bytesMax} bytes of UTF-8; shorten it`;
  if (countGraphemes(text, lengthMax) > lengthMax) return `takes at most ${lengthMax} characters; shorten it`;
  if (!text.isWellFormed()) return 'holds half a surrogate pair; send well-formed Unicode';
  if (text.includes('\0')) return 'holds a NUL character; remove it';
  return undefined;
}

const controlCharacter = /\p{Cc}/u;

/** An application's user id. */
export const userIdInput = z
  .string()
  .min(1, 'must not be empty')
  .refine((id) => [...id].length <= 128 && id.isWellFormed() && !controlCharacter.test(id), {
    message: 'takes 1 to 128 characters, no control characters',
  })
  .refine((id) => !isTypeId(id), { message: 'must not have the form of a TypeID, which other objects have' });

/** A client's retry key. */
export const clientIdInput = z
  .string()
  .refine((id) => id.length >= 1 && [...id].length <= 128 && id.isWellFormed() && !controlCharacter.test(id), {
    message: 'takes 1 to 128 characters, no control characters; a UUID is a good choice',
  });

/** The application's own data on an object. */
export function metadataInput(bytesMax: number): z.ZodType<Record<string, unknown>, Record<string, unknown>> {
  return z.record(z.string(), z.json()).superRefine((value, check) => {
    const json = JSON.stringify(value);
    if (Buffer.byteLength(json) > bytesMax) {
      check.addIssue({ code: 'custom', message: `takes at most ${bytesMax} bytes as JSON; shorten it` });
    } else if (!isStorable(value)) {
      check.addIssue({ code: 'custom', message: 'holds a NUL character or half a surrogate pair; remove it' });
    }
  });
}

/** Whether every text in it is one that Postgres' jsonb takes. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}

/** A hash of a request that does not depend on the order of its fields: tells a retry from another request. */
export function hashRequest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sortKeys)).digest('base64url');
}

function sortKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
