import { describe, expect, test } from "vitest";
import { CC, CD, DC, DD } from "../../../src/core/outcome.ts";
import { stream } from "../../../src/core/random.ts";
import { gruKernel, type GruTables, type PlanOptions } from "../../../src/models/kernels/gru-kernel.ts";
import { gruReference, randomTables, uniform } from "../gru-reference.ts";

const H = 8;
const payoff = [1, -1, 2, 0];
const options: PlanOptions = { rollouts: 3, lookAhead: 4, payoff, discount: 0.9 };

/** Seeds of lanes, as whoever plans draws them. */
const seedsOf = (lanes: number, ...key: readonly (string | number)[]): Uint32Array => {
  const random = stream("seeds", ...key);
  return Uint32Array.from({ length: 3 * lanes }, () => random.uint32());
};

/** Plans for lanes that begin in these states and have read START. */
function returnsOf(
  tables: GruTables,
  start: Float32Array,
  seeds: Uint32Array,
  how: PlanOptions,
): Float64Array {
  const units = tables.candidateBias.length;
  const n = start.length / units;
  const kernel = gruKernel(units, tables.headBias.length, how);
  kernel.load(tables);
  const lanes = kernel.lanes(n, start);
  lanes.step(n, null);
  return lanes.plan(n, seeds).slice();
}

/** One way that a rollout may go: how likely it is, and what it adds up to. */
interface Way {
  readonly chance: number;
  readonly worth: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** All ways that one rollout may go after an action, by the definition; from a state that has read START. */
function waysOf(tables: GruTables, begin: Float32Array, action: number, how: PlanOptions): Way[] {
  const { read, say } = gruReference(tables);
  const pays = (own: number, chance: number): number =>
    chance * how.payoff[2 * own]! + (1 - chance) * how.payoff[2 * own + 1]!;
  const onwards = (h: Float64Array, outcome: number, level: number): Way[] => {
    if (level === how.lookAhead) return [{ chance: 1, worth: 0 }];
    const next = read(h, outcome);
    const [own, ifC, ifD] = [...say(next)].map(sigmoid);
    const worth = how.discount ** level * (own! * pays(0, ifC!) + (1 - own!) * pays(1, ifD!));
    if (level === how.lookAhead - 1) return [{ chance: 1, worth }];
    const chances = [own! * ifC!, own! * (1 - ifC!), (1 - own!) * ifD!, (1 - own!) * (1 - ifD!)];
    return chances.flatMap((chance, seen) =>
      onwards(next, seen, level + 1).map((way) => ({
        chance: chance * way.chance,
        worth: worth + way.worth,
      })),
    );
  };
  const root = read(begin, 4);
  const coPlayer = sigmoid(say(root)[1 + action]!);
  return [coPlayer, 1 - coPlayer].flatMap((chance, other) =>
    onwards(root, 2 * action + other, 1).map((way) => ({
      chance: chance * way.chance,
      worth: pays(action, coPlayer) + way.worth,
    })),
  );
}

/** Mean and central moments of what one rollout adds up to. */
function momentsOf(ways: readonly Way[]) {
  const mean = ways.reduce((sum, { chance, worth }) => sum + chance * worth, 0);
  const central = (power: number): number =>
    ways.reduce((sum, { chance, worth }) => sum + chance * (worth - mean) ** power, 0);
  return { mean, variance: central(2), fourth: central(4) };
}

describe("what an action is found to be worth", () => {
  const random = stream("rollouts");
  const mild = randomTables(H, 5, random);
  // Chances far from ½, so that it matters which way a rollout goes.
  const tables = { ...mild, heads: mild.heads.map((weight) => 3 * weight) };
  const begin = uniform(H, 0.8, random);
  const n = 4000;
  const starts = Float32Array.from({ length: n * H }, (_, i) => begin[i % H]!);

  /** Mean and variance of what so many lanes of the same state are told of either action, beside the definition's. */
  function compared(how: PlanOptions) {
    const returns = returnsOf(tables, starts, seedsOf(n, "of", how.rollouts, how.lookAhead), how);
    return [0, 1].map((action) => {
      const one = momentsOf(waysOf(tables, begin, action, how));
      const found = Float64Array.from({ length: n }, (_, lane) => returns[2 * lane + action]!);
      const mean = found.reduce((sum, value) => sum + value, 0) / n;
      const variance = found.reduce((sum, value) => sum + (value - one.mean) ** 2, 0) / n;
      expect(one.variance).toBeGreaterThan(1e-5);
      return { one, mean, variance };
    });
  }

  test.each([2, 4, 5])(
    "by one rollout of %i turns has the definition's mean and variance, to 3 SE",
    (lookAhead) => {
      for (const { one, mean, variance } of compared({ ...options, rollouts: 1, lookAhead })) {
        expect(Math.abs(mean - one.mean), "mean").toBeLessThan(3 * Math.sqrt(one.variance / n));
        const ofVariance = Math.sqrt((one.fourth - one.variance ** 2) / n);
        expect(Math.abs(variance - one.variance), "variance").toBeLessThan(3 * ofVariance);
      }
    },
  );

  // As these are shared out instead of drawn one by one, they have less luck than so many that know nothing of each other.
  test.each([
    [3, 4],
    [12, 5],
    [64, 5],
  ])(
    "by %i rollouts of %i turns has that mean, to 3 SE, and less variance than as many rollouts alone",
    (...by) => {
      const [rollouts, lookAhead] = by;
      for (const { one, mean, variance } of compared({ ...options, rollouts, lookAhead })) {
        expect(Math.abs(mean - one.mean), "mean").toBeLessThan(3 * Math.sqrt(variance / n));
        expect(variance).toBeLessThan(one.variance / rollouts);
      }
    },
  );

  test("by one rollout is what one of the ways it may go adds up to", () => {
    const how = { ...options, rollouts: 1 };
    const returns = returnsOf(tables, starts.subarray(0, 50 * H), seedsOf(50), how);
    for (const action of [0, 1]) {
      const ways = waysOf(tables, begin, action, how);
      for (let lane = 0; lane < 50; lane++) {
        const nearest = Math.min(...ways.map(({ worth }) => Math.abs(worth - returns[2 * lane + action]!)));
        expect(nearest).toBeLessThan(1e-5);
      }
    }
  });

  test("this turn alone is the payoff to be expected, whatever the seed", () => {
    const how = { ...options, lookAhead: 1 };
    const returns = returnsOf(tables, starts.subarray(0, 16 * H), seedsOf(16), how);
    for (let lane = 0; lane < 16; lane++) {
      for (const action of [0, 1]) {
        const { mean } = momentsOf(waysOf(tables, begin, action, how));
        expect(returns[2 * lane + action]).toBeCloseTo(mean, 5);
      }
    }
  });
});

describe("of a model that is sure of everything", () => {
  /** Its state is the last own action, its co-player's move the same, and its own one is fixed. */
  function titForTat(own: "C" | "D"): GruTables {
    const n = Float32Array.from({ length: 15 * 4 }, (_, i) => {
      const [symbol, row] = [Math.floor(i / 12), i % 12];
      // The update gate is shut: what is new is all there is.
      if (row >= 4 && row < 8) return -100;
      const wasC = symbol === CC || symbol === CD || symbol === 4;
      return row === 8 ? (wasC ? 100 : -100) : 0;
    });
    const heads = new Float32Array(4 * 3);
    heads.set([0, 400, 400]);
    return {
      table: n,
      recurrent: new Float32Array(48),
      candidateBias: new Float32Array(4),
      heads,
      // Swish of 1 and −1 is 0.73 and −0.27: the middle between them is subtracted.
      headBias: Float32Array.of(own === "C" ? 100 : -100, -92, -92),
    };
  }
  const lanes = new Float32Array(16 * 4);
  const [R, S, T, P] = payoff as [number, number, number, number];

  test.each([
    // Now C and later D: the co-player answers the C once.
    ["D", 1, R, T],
    ["D", 2, R + 0.9 * T, T + 0.9 * P],
    ["D", 3, R + 0.9 * T + 0.81 * P, T + 0.9 * P + 0.81 * P],
    // Now D and later C: it answers the D once.
    ["C", 2, R + 0.9 * R, T + 0.9 * S],
    ["C", 3, R + 0.9 * R + 0.81 * R, T + 0.9 * S + 0.81 * R],
  ] as const)("that plays %s, returns of %i turns are exact", (own, lookAhead, ifC, ifD) => {
    for (const rollouts of [1, 7, 64]) {
      const returns = returnsOf(titForTat(own), lanes, seedsOf(16), { ...options, rollouts, lookAhead });
      for (let lane = 0; lane < 16; lane++) {
        expect(returns[2 * lane]).toBeCloseTo(ifC, 12);
        expect(returns[2 * lane + 1]).toBeCloseTo(ifD, 12);
      }
    }
  });

  test("payoffs go by outcomes, own action first", () => {
    const digits = { ...options, payoff: [1, 10, 100, 1000], discount: 1, lookAhead: 3 };
    const [ifC, ifD] = returnsOf(titForTat("D"), lanes, seedsOf(16), digits);
    const total = (...seen: number[]): number => seen.reduce((sum, each) => sum + digits.payoff[each]!, 0);
    expect([ifC, ifD]).toEqual([total(CC, DC, DD), total(DC, DD, DD)]);
  });
});

describe("a lane", () => {
  const random = stream("lanes");
  const tables = randomTables(H, 3, random);
  const n = 40;
  const starts = uniform(n * H, 0.8, random);
  const seeds = seedsOf(n, "lanes");
  const how = { ...options, rollouts: 20, lookAhead: 15 };
  const returns = returnsOf(tables, starts, seeds, how);

  test("of equal state and seed has equal returns to the bit, whoever stands beside it", () => {
    const order = Array.from({ length: n }, (_, lane) => (lane * 7 + 3) % n);
    const pick = <Values extends Float32Array | Uint32Array>(values: Values, columns: number): Values => {
      const picked = values.slice() as Values;
      order.forEach((from, to) =>
        picked.set(values.subarray(from * columns, (from + 1) * columns), to * columns),
      );
      return picked;
    };
    const moved = returnsOf(tables, pick(starts, H), pick(seeds, 3), how);
    order.forEach((from, to) => {
      expect(moved.slice(2 * to, 2 * to + 2)).toEqual(returns.slice(2 * from, 2 * from + 2));
    });
    const alone = returnsOf(tables, starts.subarray(5 * H, 6 * H), seeds.subarray(15, 18), how);
    expect(alone).toEqual(returns.slice(10, 12));
  });

  test("of another seed has other returns", () => {
    const others = returnsOf(tables, starts, seedsOf(n, "others"), how);
    expect(others.filter((value, i) => value === returns[i]).length).toBe(0);
  });

  test("stays where it is: it plans again alike, and steps as one that never planned", () => {
    const kernel = gruKernel(H, 3, how);
    kernel.load(tables);
    const [planner, stepper] = [kernel.lanes(n, starts), kernel.lanes(n, starts)];
    const symbols = Uint8Array.from({ length: n }, (_, lane) => lane % 4);
    for (const each of [null, symbols, symbols]) {
      const said = planner.step(n, each).slice();
      expect(said).toEqual(stepper.step(n, each));
      const first = planner.plan(n, seeds).slice();
      expect(planner.plan(n, seeds)).toEqual(first);
    }
  });

  test("is all that is planned for where the others have ended", () => {
    const kernel = gruKernel(H, 3, how);
    kernel.load(tables);
    const lanes = kernel.lanes(n, starts);
    lanes.step(n, null);
    expect(lanes.plan(3, seeds)).toEqual(returns.subarray(0, 6));
  });
});

test("weights that are no numbers make returns that are none", () => {
  const tables = randomTables(H, 3, stream("nan"));
  const spoilt = { ...tables, headBias: tables.headBias.map(() => Number.NaN) };
  const returns = returnsOf(spoilt, new Float32Array(16 * H), seedsOf(16), options);
  expect(returns.every(Number.isNaN)).toBe(true);
});

test("a kernel that was not made to plan says so", () => {
  const kernel = gruKernel(4, 3);
  expect(() => kernel.lanes(16).plan(16, seedsOf(16))).toThrow("not made to plan");
});
