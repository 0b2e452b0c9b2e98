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
import type { Engine } from './lib/tidings.ts';
import type { RunCommand } from './load/main.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    /** The shapes to run, by name and with a comma between two. Without it: all. */
    only: { type: 'string' },
    /** The contestants, by parts of their names. Without it: all. */
    who: { type: 'string' },
    rounds: { type: 'string' },
    /** Where Tidings stores. Peers store nothing. */
    engine: { type: 'string', default: 'embedded' },
  },
});
const engine: Engine = flags.engine === 'postgres' ? 'postgres' : 'embedded';
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 3));
const deliveriesOfARun = flags.smoke ? 800 : 40_000;
/** Events that each contestant makes, and where there is time delivers, before it is measured: what is compiled on the way is compiled by then. */
const warmingEvents = 2_000;

interface Plan extends Shape {
  name: string;
  /** Events of one step, to one conversation after the other; the next step begins when all of them have arrived. */
  inFlight: number;
  who: KindName[];
}

const names = Object.keys(kinds) as KindName[];
const onSockets = names.filter((name) => !name.endsWith('SSE'));
const onSse = names.filter((name) => name.endsWith('SSE'));
const inGroups: KindName[] = [
  'raw socket',
  'Tidings conversationEvents',
  'Tidings events',
  'socket.io',
  'Yoga + graphql-ws',
];

const plans: Plan[] = flags.smoke
  ? [
      { name: '100', conversations: 1, subscribers: 20, inFlight: 1, who: onSockets },
      { name: 'bursts', conversations: 1, subscribers: 20, inFlight: 8, who: ['Tidings conversationEvents'] },
      { name: '100x10', conversations: 10, subscribers: 20, inFlight: 5, who: ['raw socket', 'Tidings events'] },
      { name: 'sse', conversations: 1, subscribers: 20, inFlight: 1, who: onSse },
    ]
  : [
      { name: '100', conversations: 1, subscribers: 100, inFlight: 1, who: onSockets },
      { name: '1000', conversations: 1, subscribers: 1_000, inFlight: 1, who: onSockets },
      { name: '5000', conversations: 1, subscribers: 5_000, inFlight: 1, who: onSockets },
      { name: 'bursts', conversations: 1, subscribers: 1_000, inFlight: 8, who: onSockets },
      { name: '100x10', conversations: 100, subscribers: 1_000, inFlight: 50, who: inGroups },
      { name: '500x2', conversations: 500, subscribers: 1_000, inFlight: 50, who: inGroups },
      { name: 'sse', conversations: 1, subscribers: 1_000, inFlight: 1, who: onSse },
    ];

/** Of one contestant in one round. */
interface Figures {
  /** Server CPU seconds per million deliveries, less what making the same events costs where nobody hears them. */
  cpuPerMillion: number;
  /** The same with the making of the events. */
  cpuPerMillionWhole: number;
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
function stepsOf(plan: Plan, deliveries: number, isSilent: boolean): number[][] {
  const perConversation = plan.subscribers / plan.conversations;
  const eventsMin = Math.ceil(deliveries / perConversation);
  const unit = Math.max(plan.conversations, plan.inFlight);
  const events = Math.ceil(eventsMin / unit) * unit;
  const offset = isSilent ? plan.conversations : 0;
  return Array.from({ length: events / plan.inFlight }, (_, step) =>
    Array.from({ length: plan.inFlight }, (_, index) => offset + ((step * plan.inFlight + index) % plan.conversations)),
  );
}

async function runOnce(contestant: Contestant, plan: Plan, deliveries: number): Promise<Figures> {
  const command = (isSilent: boolean): RunCommand => ({
    steps: stepsOf(plan, deliveries, isSilent),
    hearers: plan.subscribers / plan.conversations,
    isSilent,
  });
  const silence = await contestant.run(command(true));
  const loud = await contestant.run(command(false));
  for (const fault of loud.faults) faults.push(`${plan.name}, ${contestant.name}: ${fault}`);
  const perMillion = (us: number) => us / loud.deliveries;
  return {
    cpuPerMillion: perMillion(loud.cpuUs - silence.cpuUs),
    cpuPerMillionWhole: perMillion(loud.cpuUs),
    deliveriesPerSecond: loud.deliveries / loud.seconds,
    bytesPerDelivery: loud.bytes / loud.deliveries,
    p50Ms: loud.p50Ms,
    p99Ms: loud.p99Ms,
  };
}

async function warmUp(contestant: Contestant, plan: Plan): Promise<void> {
  const perConversation = plan.subscribers / plan.conversations;
  const steps = stepsOf(plan, warmingEvents * perConversation, true);
  await contestant.run({ steps, hearers: perConversation, isSilent: true });
  await runOnce(contestant, plan, Math.max(3 * deliveriesOfARun, Math.min(warmingEvents * perConversation, 200_000)));
}

async function runPlan(plan: Plan): Promise<Outcome[]> {
  const wanted = plan.who.filter((name) => isWanted(name));
  const contestants: Contestant[] = [];
  const results = new Map<KindName, Figures[]>();
  try {
    const left = [...wanted];
    const start = async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) {
        console.error(`${plan.name}: starting ${name}`);
        contestants.push(await startContestant(name, plan, engine));
      }
    };
    await Promise.all([start(), start(), start(), start()]);
    contestants.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    if (!flags.smoke) for (const contestant of contestants) await warmUp(contestant, plan);
    for (let round = 0; round < rounds; round += 1) {
      for (const contestant of contestants) {
        const figures = await runOnce(contestant, plan, deliveriesOfARun);
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
      'x raw': againstRaw(outcomes, outcome),
      'with making': figures.cpuPerMillionWhole,
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
await report('fan-out', rowsOf(shown), { engine, rounds, outcomes: shown }, flags.record);
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
