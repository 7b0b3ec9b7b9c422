/** Prints one figure, and what it should be. */
export function say(what: string, figure: string, aim = ""): void {
  console.log(`${what.padEnd(46)} ${figure}${aim === "" ? "" : `   aim: ${aim}`}`);
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.round(q * (values.length - 1))]!;

/** The middle one, or the upper of the two. */
const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median of some runs, and how far they lie apart. */
export function spread(values: readonly number[], digits: number): string {
  const [low, middle, high] = [0, 0.5, 1].map((q) => quantile(values, q).toFixed(digits));
  return `median ${middle} (${low} to ${high}, ${values.length} runs)`;
}

/** What some work took: of the processor, by all threads of the process, and on the clock. */
export interface Spent {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Does some work once. */
export async function timed(work: () => unknown): Promise<Spent> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const wallMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, wallMs };
}

/** The median of the processor's time. */
export const cpuMsOf = (runs: readonly Spent[]): number => median(runs.map(({ cpuMs }) => cpuMs));

/** Thousands of steps a second of processor time, and on the clock, where every run made so many. */
export function speed(steps: number, runs: readonly Spent[]): string {
  const perCpu = runs.map(({ cpuMs }) => steps / cpuMs);
  const onClock = steps / median(runs.map(({ wallMs }) => wallMs));
  return `${spread(perCpu, 0)}; ${onClock.toFixed(0)} on the clock`;
}
