import fc from 'fast-check';

/** The length of the one long history: inboxes fill up, and devices, blocks and contacts come and go in it. */
const operations = Number(process.env.MODEL_OPERATIONS ?? 150);
/** Short ones beside it: each begins anew, so that whatever comes first is tried in many ways. */
const histories = Number(process.env.MODEL_HISTORIES ?? 10);
/** The same in every run, so that what fails is a change's doing: the full size takes others. */
const seed = Number(process.env.MODEL_SEED ?? 20_261_122);

/** Short enough that thousands can be tried, and longer than what is ever left of one that failed. */
const shortMax = 25;

/** For a test's name: how to run it again. */
export const historiesText = `${histories} random histories and one of ${operations} operations (MODEL_SEED=${seed})`;

/** Runs random histories of such steps, those that failed once and the long one first; what fails in one is made as short as can be. `npm run model` is the full size. */
export async function assertHistories<S>(
  step: fc.Arbitrary<S>,
  run: (plan: readonly S[]) => Promise<void>,
  known: readonly S[][] = [],
): Promise<void> {
  const steps = (bounds: { minLength: number; maxLength: number }) => fc.array(step, { ...bounds, size: 'max' });
  const [long = []] = fc.sample(steps({ minLength: operations, maxLength: operations }), { seed, numRuns: 1 });
  const property = fc.asyncProperty(steps({ minLength: 1, maxLength: shortMax }), run);
  const examples = [...known, long].map((plan): [S[]] => [plan]);
  await fc.assert(property, { seed, numRuns: examples.length + histories, examples });
}
