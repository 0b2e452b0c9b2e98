import { isAbsolute, resolve } from 'node:path';

/** Variables by name, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that the server cannot start with. The text names variable, value and cure, in one line. */
export class ConfigError extends Error {
  readonly variable: string;

  constructor(variable: string, value: string | undefined, cure: string) {
    super(`${variable}${value === undefined ? ' is missing' : ` is ${JSON.stringify(value)}`}: ${cure}`);
    this.name = 'ConfigError';
    this.variable = variable;
  }
}

/** The environment of the process. */
export function readEnvironment(): Environment {
  return process.env;
}

/** An empty variable counts as absent: that is how compose files and shells leave one out. */
export function readText(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** A whole number from `min` to `max`; without the variable, `byDefault`. Throws ConfigError. */
export function readNumber(env: Environment, name: string, byDefault: number, min: number, max: number): number {
  const text = readText(env, name);
  if (text === undefined) return byDefault;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new ConfigError(name, text, `give a whole number from ${min} to ${max}; without it, it is ${byDefault}.`);
}

/** One of `choices`. Throws ConfigError. */
export function readChoice<T extends string>(env: Environment, name: string, byDefault: T, choices: readonly T[]): T {
  const value = readText(env, name) ?? byDefault;
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw new ConfigError(name, value, `give one of ${choices.join(', ')}; without it, it is ${byDefault}.`);
}

/** `on` or `off`. Throws ConfigError. */
export function readSwitch(env: Environment, name: string, byDefault: 'on' | 'off'): boolean {
  return readChoice(env, name, byDefault, ['on', 'off']) === 'on';
}

/** An address of one of `protocols`, such as `redis:`; null where the variable is absent. Throws ConfigError. */
export function readUrl(env: Environment, name: string, protocols: readonly string[]): string | null {
  const text = readText(env, name);
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && protocols.includes(url.protocol)) return text;
  // An address may hold a password, so what is shown ends before it.
  const shown = text.replace(/^([a-z+]*:\/\/)?.*@/i, '$1…@');
  throw new ConfigError(
    name,
    shown,
    `give an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`,
  );
}

/** The path of a folder, made absolute. Throws ConfigError. */
export function readFolder(env: Environment, name: string, byDefault: string): string {
  const text = readText(env, name) ?? byDefault;
  if (text.includes('\0')) throw new ConfigError(name, text, 'give the path of a folder.');
  return isAbsolute(text) ? text : resolve(text);
}
