/** How many random lives of a client are tried: `npm run model` tries 20,000, in half a minute. */
export const syncRuns = Number(process.env.SYNC_RUNS ?? 150);
