/**
 * What a delivery costs the server: Tidings beside raw sockets and the usual stacks, in one interleaved run. See
 * README.md. Exits with 1 if a single delivery is missing, doubled, out of order or not what was sent.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { stopChildren, unpinned } from './lib/child.ts';
import { type Contestant, type KindName, kinds, type Shape, startContestant } from './lib/contestants.ts';
import { median, rounded } from './lib/numbers.ts';
import { medians, report } from './lib/statistics.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    /** The shapes to run, by name and with a comma between two. Without it: all. */
    only: { type: 'string' },
    /** The contestants, by parts of their names. Without it: all. */
    who: { type: 'string' },
    rounds: { type: 'string' },
    /** Options of Node for what is measured, such as `--perf-basic-prof`. */
    'node-options': { type: 'string' },
    /** Another tree of Tidings, which is measured beside this one. */
    before: { type: 'string' },
  },
});
const setup = { nodeFlags: flags['node-options']?.split(' ') ?? [], before: flags.before };
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 3));
const deliveriesOfARun = flags.smoke ? 800 : 40_000;
const eventsOfARunMax = 5_000;
/** Events that each contestant delivers before it is measured, where there is time: what is compiled on the way is compiled by then. */
const warmingEvents = 3_000;

interface Plan extends Shape {
  name: string;
  /** Events of one step, to one conversation after the other; the next step begins when all of them have arrived. */
  inFlight: number;
  /** A step begins no sooner after the one before: all are given events at one pace, that of real sends. */
  paceMs: number;
  who: KindName[];
}

const names = Object.keys(kinds) as KindName[];
const onSockets = names.filter((name) => !name.endsWith('SSE'));
const onSse = names.filter((name) => name.endsWith('SSE'));
const inGroups: KindName[] = [
  'raw socket',
  'Tidings conversationEvents',
  'Tidings events',
  'before conversationEvents',
  'before events',
  'socket.io',
  'Yoga + graphql-ws',
];

const plans: Plan[] = flags.smoke
  ? [
      { name: '100', conversations: 1, subscribers: 20, inFlight: 1, paceMs: 3, who: onSockets },
      {
        name: 'bursts',
        conversations: 1,
        subscribers: 20,
        inFlight: 8,
        paceMs: 24,
        who: ['Tidings conversationEvents'],
      },
      {
        name: '100x10',
        conversations: 10,
        subscribers: 20,
        inFlight: 5,
        paceMs: 24,
        who: ['raw socket', 'Tidings events'],
      },
      { name: 'sse', conversations: 1, subscribers: 20, inFlight: 1, paceMs: 12, who: onSse },
    ]
  : [
      { name: '100', conversations: 1, subscribers: 100, inFlight: 1, paceMs: 3, who: onSockets },
      { name: '1000', conversations: 1, subscribers: 1_000, inFlight: 1, paceMs: 12, who: onSockets },
      { name: '5000', conversations: 1, subscribers: 5_000, inFlight: 1, paceMs: 60, who: onSockets },
      { name: 'bursts', conversations: 1, subscribers: 1_000, inFlight: 8, paceMs: 24, who: onSockets },
      { name: '100x10', conversations: 100, subscribers: 1_000, inFlight: 50, paceMs: 24, who: inGroups },
      { name: '500x2', conversations: 500, subscribers: 1_000, inFlight: 50, paceMs: 16, who: inGroups },
      { name: 'sse', conversations: 1, subscribers: 1_000, inFlight: 1, paceMs: 12, who: onSse },
    ];

/** Of one contestant in one round. */
interface Figures {
  /** CPU seconds of the process that serves the subscribers, per million deliveries, less the background. */
  cpuPerMillion: number;
  /** What it uses in the same time while the same events are made and nobody on it hears them. */
  backgroundPerMillion: number;
  deliveriesPerSecond: number;
  bytesPerDelivery: number;
  p50Ms: number;
  p99Ms: number;
}

interface Outcome {
  plan: string;
  who: KindName;
  median: Figures;
  rounds: Figures[];
}

const faults: string[] = [];

/** Steps of a run: the conversations take turns, and each gets as many events as every other. */
function stepsOf(plan: Plan, eventsMin: number): number[][] {
  const unit = Math.max(plan.conversations, plan.inFlight);
  const events = Math.ceil(eventsMin / unit) * unit;
  return Array.from({ length: events / plan.inFlight }, (_, step) =>
    Array.from({ length: plan.inFlight }, (_, index) => (step * plan.inFlight + index) % plan.conversations),
  );
}

const membersOf = (plan: Plan) => plan.subscribers / plan.conversations;

/** CPU microseconds a second while the same events are made at the same pace, in a conversation of nobody's. */
async function measureBackground(
  contestant: Contestant,
  plan: Plan,
  steps: number[][],
  paceMs: number,
): Promise<number> {
  const silentSteps = steps.map((step) => step.map(() => plan.conversations));
  const { cpuUs, seconds } = await contestant.run({ steps: silentSteps, hearers: 0, paceMs });
  return cpuUs / seconds;
}

async function runOnce(contestant: Contestant, plan: Plan, eventsMin: number, paceMs: number): Promise<Figures> {
  const steps = stepsOf(plan, eventsMin);
  const backgroundRate =
    'peer' in kinds[contestant.name] ? 0 : await measureBackground(contestant, plan, steps, paceMs);
  const result = await contestant.run({ steps, hearers: membersOf(plan), paceMs });
  for (const fault of result.faults) faults.push(`${plan.name}, ${contestant.name}: ${fault}`);
  const backgroundUs = backgroundRate * result.seconds;
  return {
    cpuPerMillion: (result.cpuUs - backgroundUs) / result.deliveries,
    backgroundPerMillion: backgroundUs / result.deliveries,
    deliveriesPerSecond: result.deliveries / result.seconds,
    bytesPerDelivery: result.bytes / result.deliveries,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
  };
}

/** Slow ones of thousands of subscribers are warm after fewer events. */
async function warmUp(contestant: Contestant, plan: Plan): Promise<void> {
  const deliveries = Math.max(3 * deliveriesOfARun, Math.min(warmingEvents * membersOf(plan), 200_000));
  await runOnce(contestant, plan, Math.min(deliveries / membersOf(plan), 2 * eventsOfARunMax), 0);
}

async function runPlan(plan: Plan): Promise<Outcome[]> {
  const wanted = plan.who.filter(
    (name) => isWanted(name) && (flags.before !== undefined || !name.startsWith('before')),
  );
  const contestants: Contestant[] = [];
  const results = new Map<KindName, Figures[]>();
  const events = Math.min(deliveriesOfARun / membersOf(plan), eventsOfARunMax);
  try {
    const left = [...wanted];
    const start = async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) {
        const contestant = await startContestant(name, plan, setup);
        contestants.push(contestant);
        console.error(`${plan.name}: ${name} is process ${contestant.pid}`);
      }
    };
    await Promise.all([start(), start(), start(), start()]);
    contestants.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    if (!flags.smoke) for (const contestant of contestants) await warmUp(contestant, plan);
    for (let round = 0; round < rounds; round += 1) {
      for (const contestant of contestants) {
        const figures = await runOnce(contestant, plan, events, plan.paceMs);
        results.set(contestant.name, [...(results.get(contestant.name) ?? []), figures]);
        console.error(
          `${plan.name}: round ${round + 1}, ${contestant.name}: ${rounded(figures.cpuPerMillion)} CPU s/M`,
        );
      }
    }
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
  return [...results].map(([who, all]) => ({ plan: plan.name, who, median: medians(all), rounds: all }));
}

function isWanted(name: KindName): boolean {
  return (
    flags.who === undefined || flags.who.split(',').some((part) => name.toLowerCase().includes(part.toLowerCase()))
  );
}

/** Against the raw socket of the same round: what else the machine does changes from one to the next. */
function againstRaw(outcomes: Outcome[], { plan, rounds }: Outcome): number | '' {
  const raw = outcomes.find((other) => other.plan === plan && other.who === 'raw socket')?.rounds;
  if (raw === undefined) return '';
  const ratios = rounds.map(({ cpuPerMillion }, round) => cpuPerMillion / (raw[round]?.cpuPerMillion ?? Number.NaN));
  return Number(median(ratios).toFixed(2));
}

function rowsOf(outcomes: Outcome[]): object[] {
  return outcomes.map((outcome) => {
    const { plan, who, median: figures } = outcome;
    return {
      plan,
      who,
      'CPU s/M': figures.cpuPerMillion,
      background: figures.backgroundPerMillion,
      'x raw': againstRaw(outcomes, outcome),
      'deliveries/s': Math.round(figures.deliveriesPerSecond),
      bytes: figures.bytesPerDelivery,
      'p50 ms': figures.p50Ms,
      'p99 ms': figures.p99Ms,
    };
  });
}

/** What was recorded of shapes that were not run this time. */
async function readRecorded(): Promise<Outcome[]> {
  const text = await readFile(new URL('results/fan-out.json', import.meta.url), 'utf8').catch(() => '{"outcomes":[]}');
  const recorded = JSON.parse(text) as { outcomes: Outcome[] };
  return recorded.outcomes.filter(({ plan }) => !outcomes.some((outcome) => outcome.plan === plan));
}

if (unpinned !== null) console.error(`Processes are not pinned to cores: ${unpinned}.`);
const outcomes: Outcome[] = [];
try {
  for (const plan of plans) {
    if (flags.only === undefined || flags.only.split(',').includes(plan.name)) outcomes.push(...(await runPlan(plan)));
  }
} finally {
  await stopChildren();
}
const recorded = flags.record ? await readRecorded() : [];
const place = ({ plan, who }: Outcome) =>
  plans.findIndex(({ name }) => name === plan) * names.length + names.indexOf(who);
const shown = [...outcomes, ...recorded].sort((a, b) => place(a) - place(b));
await report('fan-out', rowsOf(shown), { rounds, outcomes: shown }, flags.record);
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
