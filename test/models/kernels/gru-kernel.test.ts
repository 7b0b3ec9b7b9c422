import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import { gruKernel, type GruTables } from "../../../src/models/kernels/gru-kernel.ts";
import { BLOCK } from "../../../src/models/kernels/layout.ts";
import { loadGraph } from "../../../src/models/tensorflow.ts";
import { gruOutputsOpByOp, type GruTensors } from "../gru-graph.ts";
import { randomSymbols, randomTables, referenceOutputs, uniform } from "../gru-reference.ts";

const { graph: tf } = await loadGraph("wasm");

/** All that a pass through some episodes needs, drawn by chance. */
function drawn(H: number, O: number, turns: number, episodes: number) {
  const random = stream("kernel", H, O, turns, episodes);
  return {
    tables: randomTables(H, O, random),
    start: uniform(episodes * H, 0.8, random),
    symbols: randomSymbols(turns, episodes, random),
    /** What the loss has as its gradient in the outputs. */
    slopes: uniform(turns * O * episodes, 1, random),
  };
}

type Drawn = ReturnType<typeof drawn>;

/** The kernels' outputs, and the gradients of what they were drawn with. */
function fused({ tables, start, symbols, slopes }: Drawn, turns: number, episodes: number) {
  const kernel = gruKernel(tables.candidateBias.length, tables.headBias.length);
  kernel.load(tables);
  const whole = kernel.episodes(turns, episodes);
  return { outputs: whole.forward(symbols, start).slice(), gradients: whole.backward(slopes) };
}

/** The same gradients as TensorFlow.js has them, operation by operation. */
function opByOp({ tables, start, symbols, slopes }: Drawn, turns: number, episodes: number) {
  const H = tables.candidateBias.length;
  const O = tables.headBias.length;
  const shapes: Readonly<Record<string, number[]>> = {
    table: [5, 3 * H],
    recurrent: [H, 3 * H],
    heads: [H, O],
    start: [episodes, H],
  };
  const variables = Object.fromEntries(
    Object.entries({ ...tables, start }).map(([name, values]) => [
      name,
      tf.variable(tf.tensor(values, shapes[name] ?? [values.length])),
    ]),
  );
  const gradients = tf.tidy(() => {
    const weights = tf.tensor(slopes, [turns, O, episodes]);
    const { grads } = tf.variableGrads(() => {
      const said = gruOutputsOpByOp(tf, variables as unknown as GruTensors, { turns, episodes, symbols });
      return tf.sum(tf.mul(said, weights));
    }, Object.values(variables));
    return Object.fromEntries(
      Object.entries(variables).map(([name, { name: key }]) => [
        name,
        grads[key]!.dataSync<"float32">().slice(),
      ]),
    );
  });
  Object.values(variables).forEach((variable) => variable.dispose());
  return gradients;
}

/** The largest difference, in units of the largest value, or of 1 where that is less. */
function furthest(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [most, scale] = [0, 1];
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(values[i]! - expected[i]!);
    most = Number.isNaN(difference) ? Infinity : Math.max(most, difference);
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return most / scale;
}

// Every size that a tile, a block or a chunk of turns can be filled to, and left short of.
const sizes = [
  [4, 1, 1, 16],
  [4, 8, 100, 16],
  [8, 3, 3, 48],
  [8, 5, 4, 16],
  [32, 3, 100, 16],
  [32, 1, 5, 48],
  [36, 8, 5, 48],
  [36, 5, 4, 16],
] as const;

describe.each(sizes)("of %i units, %i outputs, %i turns and %i episodes", (H, O, turns, episodes) => {
  const given = drawn(H, O, turns, episodes);
  const { outputs, gradients } = fused(given, turns, episodes);

  test("outputs are those of the equations, to 1e-4", () => {
    const exact = referenceOutputs(given.tables, given.symbols, given.start, episodes);
    expect(furthest(outputs, exact)).toBeLessThan(1e-4);
  });

  test("gradients are those of TensorFlow.js, to 1e-4 of the largest", () => {
    for (const [name, gradient] of Object.entries(opByOp(given, turns, episodes)))
      expect(furthest(gradients[name as keyof typeof gradients], gradient), name).toBeLessThan(1e-4);
  });

  test("step by step it says to the bit what it says of whole episodes", () => {
    const kernel = gruKernel(H, O);
    kernel.load(given.tables);
    const lanes = kernel.lanes(episodes, given.start);
    for (let turn = 0; turn < turns; turn++) {
      const symbols = given.symbols.subarray(turn * episodes, (turn + 1) * episodes);
      const said = lanes.step(episodes, turn === 0 ? null : symbols).slice();
      const whole = outputs.subarray(turn * O * episodes, (turn + 1) * O * episodes);
      expect(said, `turn ${turn}`).toEqual(whole);
    }
  });
});

// In double precision central differences of width 2e-4 err by about 1e-8.
test("every gradient is a slope of the equations", () => {
  const [H, O, turns, episodes] = [4, 3, 5, 16];
  const given = drawn(H, O, turns, episodes);
  const { gradients } = fused(given, turns, episodes);
  const all = { ...given.tables, start: given.start };
  const lossOf = (moved: Readonly<Record<string, ArrayLike<number>>>): number => {
    const { start, ...tables } = { ...all, ...moved };
    return referenceOutputs(tables, given.symbols, start, episodes).reduce(
      (sum, value, i) => sum + value * given.slopes[i]!,
      0,
    );
  };
  for (const [name, values] of Object.entries(all)) {
    const slopes = Float64Array.from(values, (_, i) => {
      const [up, down] = [1e-4, -1e-4].map((step) => {
        const moved = Float64Array.from(values);
        moved[i]! += step;
        return lossOf({ [name]: moved });
      });
      return (up! - down!) / 2e-4;
    });
    expect(furthest(gradients[name as keyof typeof gradients], slopes), name).toBeLessThan(1e-4);
  }
});

describe("a lane", () => {
  const [H, O, turns, episodes] = [8, 5, 6, 48];
  const given = drawn(H, O, turns, episodes);
  const straight = fused(given, turns, episodes);

  /** Lanes in another order: [rows, lanes, columns]. */
  function turned<Values extends Uint8Array | Float32Array>(values: Values, columns = 1): Values {
    const rows = values.length / episodes / columns;
    const copy = values.slice() as Values;
    for (let row = 0; row < rows; row++) {
      for (let lane = 0; lane < episodes; lane++) {
        const from = (row * episodes + ((lane + 19) % episodes)) * columns;
        copy.set(values.subarray(from, from + columns), (row * episodes + lane) * columns);
      }
    }
    return copy;
  }

  test("has the same numbers to the bit wherever it stands, and whoever stands beside it", () => {
    const { tables, start, symbols, slopes } = given;
    const moved = { tables, start: turned(start, H), symbols: turned(symbols), slopes: turned(slopes) };
    const { outputs, gradients } = fused(moved, turns, episodes);
    expect(outputs).toEqual(turned(straight.outputs));
    expect(gradients.start).toEqual(turned(straight.gradients.start, H));
  });

  test("goes on as before once those after it have ended", () => {
    const kernel = gruKernel(H, O);
    kernel.load(given.tables);
    const [all, few] = [kernel.lanes(episodes, given.start), kernel.lanes(episodes, given.start)];
    for (let turn = 0; turn < turns; turn++) {
      const symbols = turn === 0 ? null : given.symbols.subarray(turn * episodes, (turn + 1) * episodes);
      const [n, expected] = [turn < 3 ? episodes : 5, all.step(episodes, symbols).slice()];
      const said = few.step(n, symbols);
      for (let o = 0; o < O; o++) {
        const row = o * few.padded;
        expect(said.slice(row, row + n)).toEqual(expected.slice(row, row + n));
      }
    }
  });

  test("needs no others to make its block full", () => {
    const kernel = gruKernel(H, O);
    kernel.load(given.tables);
    const lanes = kernel.lanes(1, given.start.subarray(0, H));
    expect(lanes.padded).toBe(BLOCK);
    const said = lanes.step(1, null);
    for (let o = 0; o < O; o++) expect(said[o * BLOCK]).toBe(straight.outputs[o * episodes]);
  });
});

describe("a kernel", () => {
  test("shares nothing with another", () => {
    const given = [drawn(8, 3, 4, 16), { ...drawn(8, 3, 4, 16), tables: drawn(8, 3, 1, 16).tables }];
    const expected = given.map((each) => fused(each, 4, 16));
    const both = given.map(({ tables, symbols, start }) => {
      const kernel = gruKernel(8, 3);
      kernel.load(tables);
      const episodes = kernel.episodes(4, 16);
      return { episodes, outputs: episodes.forward(symbols, start) };
    });
    both.forEach(({ episodes, outputs }, i) => {
      expect(outputs).toEqual(expected[i]!.outputs);
      expect(episodes.backward(given[i]!.slopes)).toEqual(expected[i]!.gradients);
    });
  });

  test("begins at zero where nothing else is said", () => {
    const { tables, symbols } = drawn(4, 3, 3, 16);
    const kernel = gruKernel(4, 3);
    kernel.load(tables);
    const episodes = kernel.episodes(3, 16);
    const zeros = episodes.forward(symbols, new Float32Array(64)).slice();
    expect(episodes.forward(symbols, null)).toEqual(zeros);
    expect(kernel.lanes(16).step(16, null).slice()).toEqual(zeros.subarray(0, 48));
  });

  test("gives equal gradients when it is asked again", () => {
    const given = drawn(8, 3, 6, 16);
    const kernel = gruKernel(8, 3);
    kernel.load(given.tables);
    const episodes = kernel.episodes(6, 16);
    const [first, second] = [0, 1].map(() => {
      episodes.forward(given.symbols, given.start);
      return episodes.backward(given.slopes);
    });
    expect(second).toEqual(first);
  });

  test.each([0, 1, 24])("refuses %i episodes, which make no whole blocks", (episodes) => {
    expect(() => gruKernel(4, 3).episodes(2, episodes)).toThrow(
      new RangeError(`episodes must be a positive multiple of 16, got ${episodes}`),
    );
  });

  test.each([0, 2, 6, 33])("refuses %i units, which make no whole vectors", (hidden) => {
    expect(() => gruKernel(hidden, 3)).toThrow(
      new RangeError(`hidden must be a positive multiple of 4, got ${hidden}`),
    );
  });

  test("refuses to be without outputs", () => {
    expect(() => gruKernel(4, 0)).toThrow(new RangeError("outputs must be at least 1, got 0"));
  });

  test.each(["table", "recurrent", "candidateBias", "heads", "headBias"] as const)(
    "makes nothing else of %s that are no numbers",
    (name) => {
      const { tables, symbols, start, slopes } = drawn(4, 3, 3, 16);
      const spoilt: GruTables = { ...tables, [name]: tables[name].map(() => Number.NaN) };
      const { outputs, gradients } = fused({ tables: spoilt, symbols, start, slopes }, 3, 16);
      expect(outputs.every(Number.isNaN)).toBe(true);
      if (name !== "headBias") expect(gradients.start.every(Number.isNaN)).toBe(true);
    },
  );

  test.each([1e3, 1e30])("stays finite with weights of ±%d", (size) => {
    const { tables, symbols, start } = drawn(4, 3, 5, 16);
    const large = (values: Float32Array): Float32Array => values.map((value) => Math.sign(value) * size);
    const kernel = gruKernel(4, 3);
    kernel.load({ ...tables, table: large(tables.table), recurrent: large(tables.recurrent) });
    expect(kernel.episodes(5, 16).forward(symbols, start).every(Number.isFinite)).toBe(true);
  });
});
