/*
 * How fast models learn and act on one core, beside PyTorch where that is installed, and where the time goes. A step is
 * one turn of one episode. Speeds are by processor time, which other work on the machine disturbs less than the clock;
 * what is compared takes turns. `--smoke` does everything once, in short episodes.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import { START } from "../../dist/core/outcome.js";
import { gruKernel } from "../../dist/models/kernels/gru-kernel.js";
import type { Shape } from "../../dist/models/network.js";
import { networkOf } from "../../dist/models/networks.js";
import { adamW } from "../../dist/models/optimiser.js";
import { loadGraph } from "../../dist/models/tensorflow.js";
import { fit } from "../../dist/models/trainers/fit.js";
import type { FitTask } from "../../dist/models/trainers/tasks.js";
import { variablesOf } from "../../dist/models/variables.js";
import { gruOutputsOpByOp, type GruTensors } from "../models/gru-graph.ts";
import { cpuMsOf, say, speed, timed, type Spent } from "./figures.ts";
import { fitOf, freshWeights, gruOf, OPTIMISER, thrown } from "./learning.ts";
import { startTorch } from "./torch.ts";

const smoke = process.argv.includes("--smoke");
const TURNS = smoke ? 10 : 100;
const RUNS = smoke ? 1 : 5;
const O = 3;

// Of all backends, the aims are of this one; it is on every machine.
const { graph: tf, backend } = await loadGraph("wasm");
console.log(`\nmodels, ${TURNS} turns, thousands of steps a second; TensorFlow.js on ${backend}`);

await beside();
await parts(gruOf(32), 256);
await acting(gruOf(32), 1024);
if (!smoke) await transformer();

function fitOfUpdates(shape: Shape, batch: number, updates: number): FitTask {
  const memory = { outcomes: thrown(batch * updates * TURNS), weight: 1 };
  return fitOf(shape, freshWeights(shape), memory, TURNS, batch);
}

/** What a piece of work takes each time. */
async function repeatedly(times: number, work: () => unknown): Promise<Spent[]> {
  work();
  const runs: Spent[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { cpuMs, wallMs } = await timed(() => {
      for (let time = 0; time < times; time++) work();
    });
    runs.push({ cpuMs: cpuMs / times, wallMs: wallMs / times });
  }
  return runs;
}

/** Updates of ours and of PyTorch's, by turns. */
async function beside(): Promise<void> {
  using torch = await startTorch();
  for (const { hidden, batch, updates, aim, least } of [
    { hidden: 32, batch: 64, updates: 60, aim: "", least: "above 1" },
    { hidden: 32, batch: 256, updates: 20, aim: "at least 400, better 700", least: "about 1" },
    { hidden: 128, batch: 256, updates: 4, aim: "", least: "" },
  ]) {
    const n = smoke ? 1 : updates;
    const steps = TURNS * batch * n;
    const task = fitOfUpdates(gruOf(hidden), batch, n);
    await fit(task);
    await torch?.updates(batch, hidden, TURNS, n);
    const ours: Spent[] = [];
    const theirs: Spent[] = [];
    for (let run = 0; run < RUNS; run++) {
      ours.push(await timed(() => fit(task)));
      if (torch !== null) theirs.push(await torch.updates(batch, hidden, TURNS, n));
    }
    say(`update, GRU ${hidden}, batch ${batch}`, speed(steps, ours), aim);
    if (torch === null) continue;
    say(`  PyTorch ${torch.version}`, speed(steps, theirs));
    say("  ours over PyTorch's", (cpuMsOf(theirs) / cpuMsOf(ours)).toFixed(2), least);
  }
  if (torch === null) say("  PyTorch", "not installed (Debian: python3-torch)");
  else if (torch.version.endsWith("reference BLAS"))
    say("  not a fair ratio", "PyTorch has slow matrix products here (Debian: libopenblas0-pthread)");
}

/** Where the time of an update goes, and the same operation by operation. */
async function parts(shape: Shape, batch: number): Promise<void> {
  const { hidden: H } = shape;
  const n = smoke ? 1 : 20;
  const symbols = thrown(TURNS * batch).fill(START, 0, batch);
  const { input, recurrent, heads } = freshWeights(shape);
  const kernel = gruKernel(H, O);
  // A table of the right size and order of magnitude, without going through the embedding.
  kernel.load({
    table: input!.values.slice(0, 5 * 3 * H),
    recurrent: recurrent!.values,
    candidateBias: new Float32Array(H),
    heads: heads!.values,
    headBias: new Float32Array(O),
  });
  const episodes = kernel.episodes(TURNS, batch);
  const slopes = new Float32Array(TURNS * O * batch).fill(1 / (TURNS * batch));
  const task = fitOfUpdates(shape, batch, n);
  const forward = cpuMsOf(await repeatedly(n, () => episodes.forward(symbols, null)));
  const backward = cpuMsOf(await repeatedly(n, () => episodes.backward(slopes)));
  const opByOp = opByOpUpdate(H, batch, symbols);
  opByOp();
  await fit(task);
  const slow: Spent[] = [];
  const fast: Spent[] = [];
  for (let run = 0; run < Math.min(RUNS, 2); run++) {
    slow.push(await timed(opByOp));
    fast.push(await timed(() => fit(task)));
  }
  const whole = cpuMsOf(fast) / n;
  const share = (ms: number): string => `${ms.toFixed(1)} ms (${((100 * ms) / whole).toFixed(0)} %)`;
  say(`where it goes, GRU ${H}, batch ${batch}`, `${whole.toFixed(1)} ms of CPU an update`);
  say("  forward, our kernel", share(forward));
  say("  backward, our kernel", share(backward));
  say("  sampling, loss, AdamW, TensorFlow.js", share(whole - forward - backward));
  say("  the same operation by operation", `${cpuMsOf(slow).toFixed(0)} ms`);
  say("  ours over that", `${(cpuMsOf(slow) / whole).toFixed(1)} times as fast`, "at least 20");
}

/** An update as one would write it without kernels of one's own. */
function opByOpUpdate(H: number, batch: number, symbols: Uint8Array): () => void {
  const sizes = {
    table: [5, 3 * H],
    recurrent: [H, 3 * H],
    candidateBias: [H],
    heads: [H, O],
    headBias: [O],
  };
  const variables = variablesOf(
    tf,
    Object.fromEntries(
      Object.entries(sizes).map(([name, shape]) => {
        const values = new Float32Array(shape.reduce((size, length) => size * length, 1)).fill(0.01);
        return [name, { shape, values }];
      }),
    ),
  );
  const optimiser = adamW(tf, variables, OPTIMISER);
  const signs = Float32Array.from(thrown(TURNS * O * batch), (outcome) => (outcome < 2 ? 1 : -1));
  return () => {
    tf.tidy(() => {
      const { grads } = tf.variableGrads(() => {
        const tensors: Readonly<Record<string, Tensor>> = { ...variables, start: tf.zeros([batch, H]) };
        const outputs = gruOutputsOpByOp(tf, tensors as unknown as GruTensors, {
          turns: TURNS,
          episodes: batch,
          symbols,
        });
        return tf.mean(tf.softplus(tf.mul(outputs, tf.tensor3d(signs, outputs.shape))));
      }, Object.values(variables));
      optimiser.step(grads);
    });
  };
}

/** Steps of the network as it plays, one turn after the other. */
async function acting(shape: Shape, lanes: number): Promise<void> {
  const times = smoke ? 1 : 500;
  const symbols = thrown(lanes);
  const weights = freshWeights(shape);
  const walker = networkOf(shape).walker(weights, lanes);
  const walked = await repeatedly(times, () => walker.step(lanes, symbols));
  say(`acting, GRU ${shape.hidden}, batch ${lanes}`, speed(lanes, walked), "at least 1200");
  const alone = gruKernel(shape.hidden, O).lanes(lanes);
  say("  our kernel alone", speed(lanes, await repeatedly(times, () => alone.step(lanes, symbols))));
}

/** Op by op, since it has no kernels of ours. */
async function transformer(): Promise<void> {
  const shape: Shape = {
    ...gruOf(64),
    trunk: "transformer",
    blocks: 2,
    attentionHeads: 4,
    longest: TURNS,
  };
  const updates = 3;
  const batch = 16;
  const task = fitOfUpdates(shape, batch, updates);
  await fit(task);
  const { cpuMs } = await timed(() => fit(task));
  say(`update, transformer 64, batch ${batch}`, `${(cpuMs / updates).toFixed(0)} ms of CPU`);
}
