/** Postgres' error code, such as 23505, or the driver's, such as ECONNRESET, from wherever in the causes it is. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}
