import { SpecError } from "../core/errors.ts";
import { isSymmetric, payoffsOf, type DilemmaPayoffs } from "../core/game.ts";
import { real } from "../core/parameters.ts";
import type { Terms } from "../core/terms.ts";
import type { ReferenceKey } from "../core/references.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { byMemoryOne } from "./memory-one.ts";

/*
 * A zero-determinant strategy holds the mean payoffs of both seats on a line, s · (own − l) = other − l, whatever
 * the co-player does. The memory-one vectors that do so are
 *
 *     1 − φ (1 − s)(R − l),   1 − φ (s (l − S) + T − l),   φ (l − S + s (T − l)),   φ (1 − s)(l − P)
 *
 * (Press2012 in the form of Hilbe2013, equation 14): φ scales how far the vector is from repeating its own last
 * move, and the line exists if none of the four factors of φ is negative. The first move is C everywhere.
 */

/** The line to hold: its slope s (1/χ for an extortioner), its baseline payoff l, and how strongly. */
interface Line {
  readonly slope: number;
  readonly baseline: number;
  /** Undefined for half of the greatest φ that the game allows. */
  readonly phi: number | undefined;
}

const ROUNDING = 1e-9;

/** @throws SpecError where the game has no such line, or not at this φ */
function vectorOf(who: string, { game }: Terms, { slope, baseline, phi }: Line): readonly number[] {
  if (!isSymmetric(game)) {
    throw new SpecError(`${who} cannot play ${game.id}: the seats' payoffs differ`);
  }
  const { R, S, T, P } = payoffsOf(game);
  const factors = [
    (1 - slope) * (R - baseline),
    slope * (baseline - S) + (T - baseline),
    baseline - S + slope * (T - baseline),
    (1 - slope) * (baseline - P),
  ] as const;
  const greatest = Math.max(...factors);
  if (Math.min(...factors) < -ROUNDING || greatest <= 0) {
    throw new SpecError(
      `${who} cannot play ${game.id}: no strategy holds slope ${slope} and baseline ${baseline} there`,
      { hint: "It takes R >= baseline >= P, with S far enough below the baseline and T above it." },
    );
  }
  const strength = phi ?? 0.5 / greatest;
  if (strength * greatest > 1 + ROUNDING) {
    throw new SpecError(
      `${who} cannot play ${game.id}: phi must be at most ${1 / greatest}, got ${strength}`,
      {
        hint: "Without phi, half of the greatest possible is taken.",
      },
    );
  }
  const [a, b, c, d] = factors;
  return [1 - strength * a, 1 - strength * b, strength * c, strength * d];
}

const phi = real(undefined, 0, 1e6);
const payoff = real(undefined, -1e9, 1e9);
const chi = real(2, 1, 1e6);

/** Any zero-determinant strategy. By default an extortioner with factor 2, its baseline P. */
export const zeroDeterminant = strategy({
  id: "zero-determinant",
  title: "Zero-determinant",
  rule: "Holds slope · (own payoff − baseline) = co-player's payoff − baseline in the long run.",
  memory: 1,
  stochastic: true,
  parameters: { slope: real(0.5, -1, 1), baseline: payoff, phi },
  source: "Press2012",
  begin: ({ slope, baseline, phi }, terms, random) => {
    const line = { slope, baseline: baseline ?? payoffsOf(terms.game).P, phi };
    return byMemoryOne(vectorOf("zero-determinant", terms, line), 1, random);
  },
});

/**
 * Extort-χ: its own payoff exceeds P by chi times as much as the co-player's does. At the default φ, half of the
 * greatest possible, chi = 2 is Stewart and Plotkin's Extort-2 and chi = 3 Press and Dyson's example.
 */
export const zdExtort = strategy({
  id: "zd-extort",
  title: "ZD extort-χ",
  rule: "Makes its own surplus over P chi times the co-player's in the long run.",
  memory: 1,
  stochastic: true,
  parameters: { chi, phi },
  source: "Press2012",
  begin: ({ chi, phi }, terms, random) => {
    const line = { slope: 1 / chi, baseline: payoffsOf(terms.game).P, phi };
    return byMemoryOne(vectorOf("zd-extort", terms, line), 1, random);
  },
});

/** Generous-χ, the extortioner's mirror image: its own payoff falls short of R by chi times as much as the co-player's. */
export const zdGenerous = strategy({
  id: "zd-generous",
  title: "ZD generous-χ",
  rule: "Makes its own shortfall below R chi times the co-player's in the long run.",
  memory: 1,
  stochastic: true,
  parameters: { chi, phi },
  source: "Stewart2012",
  begin: ({ chi, phi }, terms, random) => {
    const line = { slope: 1 / chi, baseline: payoffsOf(terms.game).R, phi };
    return byMemoryOne(vectorOf("zd-generous", terms, line), 1, random);
  },
});

/**
 * Equaliser: fixes the co-player's mean payoff at a value between P and R whatever it does, by default the middle of
 * both. The zero-determinant strategy of slope 0.
 */
export const equaliser = strategy({
  id: "equaliser",
  title: "Equaliser (ZD set)",
  rule: "Sets the co-player's payoff to a given value in the long run.",
  memory: 1,
  stochastic: true,
  parameters: { payoff, phi },
  source: "Boerlijst1997",
  begin: ({ payoff, phi }, terms, random) => {
    const { R, P } = payoffsOf(terms.game);
    const line = { slope: 0, baseline: payoff ?? (R + P) / 2, phi };
    return byMemoryOne(vectorOf("equaliser", terms, line), 1, random);
  },
});

type Baseline = keyof DilemmaPayoffs | number;

/** Published ones: id, title, Axelrod's name, φ, s, l, source. */
const named: readonly (readonly [string, string, string, number, number, Baseline, ReferenceKey])[] = [
  ["zd-extort-2", "ZD Extort-2", "ZDExtort2", 1 / 9, 1 / 2, "P", "Stewart2012"],
  ["zd-extort-2-v2", "ZD Extort-2, second version", "ZDExtort2v2", 1 / 8, 1 / 2, "P", "Kuhn2017"],
  ["zd-extort-3", "ZD Extort-3", "ZDExtort3", 3 / 26, 1 / 3, "P", "Press2012"],
  ["zd-extort-4", "ZD Extort-4", "ZDExtort4", 4 / 17, 1 / 4, "P", "AxelrodLibrary"],
  ["zd-extortion", "ZD Extortion", "ZDExtortion", 0.2, 0.1, "P", "Roemheld2013"],
  ["zd-gtft-2", "ZD GTFT-2", "ZDGTFT2", 1 / 4, 1 / 2, "R", "Stewart2012"],
  ["zd-gen-2", "ZD GEN-2", "ZDGen2", 1 / 8, 1 / 2, "R", "Kuhn2017"],
  ["zd-mischief", "ZD Mischief", "ZDMischief", 0.1, 0, "P", "Roemheld2013"],
  ["zd-set-2", "ZD SET-2", "ZDSet2", 1 / 4, 0, 2, "Kuhn2017"],
];

/**
 * The zero-determinant strategies with names of their own. Where the Axelrod library writes a baseline of 1 or 3,
 * P or R of its game are meant, and taken here from the game that is played; SET-2's 2 is a payoff as it stands.
 */
export const namedZeroDeterminants: readonly StrategyEntry[] = named.map(
  ([id, title, axelrodName, phi, slope, l, source]) =>
    strategy({
      id,
      title,
      rule: `Zero-determinant: holds ${Number(slope.toFixed(3))} · (own payoff − ${l}) = co-player's payoff − ${l}.`,
      axelrodName,
      memory: 1,
      stochastic: true,
      source,
      begin: (_, terms, random) => {
        const baseline = typeof l === "number" ? l : payoffsOf(terms.game)[l];
        return byMemoryOne(vectorOf(id, terms, { slope, baseline, phi }), 1, random);
      },
    }),
);
