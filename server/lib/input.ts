import { hash } from 'node:crypto';
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

/** Whether a text has more of what a reader takes for characters (extended grapheme clusters, UAX #29). */
function isLonger(text: string, max: number): boolean {
  // None is shorter than one UTF-16 unit, and finding them costs more than all else that a send does here.
  if (text.length <= max) return false;
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count > max) return true;
  }
  return false;
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
  if (isLonger(text, lengthMax)) return `takes at most ${lengthMax} characters; shorten it`;
  if (!text.isWellFormed()) return 'holds half a surrogate pair; send well-formed Unicode';
  if (text.includes('\0')) return 'holds a NUL character; remove it';
  return undefined;
}

const controlCharacter = /\p{Cc}/u;
const idLengthMax = 128;

/** Whether a text has as many code points as an id may have. */
const fitsId = (id: string): boolean => id.length <= idLengthMax || [...id].length <= idLengthMax;

/** An application's user id. */
export const userIdInput = z
  .string()
  .min(1, 'must not be empty')
  .refine((id) => fitsId(id) && id.isWellFormed() && !controlCharacter.test(id), {
    message: 'takes 1 to 128 characters, no control characters',
  })
  .refine((id) => !isTypeId(id), { message: 'must not have the form of a TypeID, which other objects have' });

/** A client's retry key. */
export const clientIdInput = z
  .string()
  .refine((id) => id.length >= 1 && fitsId(id) && id.isWellFormed() && !controlCharacter.test(id), {
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
  return hash('sha256', sortedJson(value), 'base64url');
}

/** JSON with every object's fields in the order of their names. */
function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  let fields = '';
  for (const name of Object.keys(value).sort()) {
    const inner: unknown = (value as Record<string, unknown>)[name];
    if (inner !== undefined) fields += `${fields === '' ? '' : ','}${JSON.stringify(name)}:${sortedJson(inner)}`;
  }
  return `{${fields}}`;
}
