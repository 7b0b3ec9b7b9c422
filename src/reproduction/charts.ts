import { COLOURS, type Figure, type Panel, type Series } from "../report/charts/line-chart.ts";
import { armOf, type ArmId, type Pairing } from "./arms.ts";
import { kindsOf, pairingOf, phasesOf, type ArmResult } from "./results.ts";

const PAYOFFS = [-1, 2] as const;
const SHARES = [0, 1] as const;

/** By kind of co-player in training; a player by its id is the frozen one. */
const kinds: Readonly<Record<string, Pick<Series, "name" | "colour">>> = {
  learners: { name: "with the other learner", colour: COLOURS.blue },
  tabular: { name: "with tabular co-players", colour: COLOURS.vermilion },
};
const FROZEN = { name: "with the frozen best responder", colour: COLOURS.green };

/** Who is seen within an episode, by pairing: whose moves, or both sides' alike. */
const episodes: Readonly<
  Record<
    string,
    readonly (Pick<Series, "name" | "colour"> & { readonly of: readonly ("player" | "coPlayer")[] })[]
  >
> = {
  learners: [{ name: "learners with one another", colour: COLOURS.blue, of: ["player", "coPlayer"] }],
  before: [{ name: "extorters, before learning", colour: COLOURS.purple, of: ["player", "coPlayer"] }],
  frozen: [
    { name: "learner with the frozen best responder", colour: COLOURS.blue, of: ["player"] },
    { name: "frozen best responder", colour: COLOURS.green, of: ["coPlayer"] },
  ],
  tabular: [{ name: "with tabular co-players", colour: COLOURS.vermilion, of: ["player"] }],
  "tit-for-tat": [{ name: "with tit for tat", colour: COLOURS.green, of: ["player"] }],
  cooperator: [{ name: "with a cooperator", colour: COLOURS.amber, of: ["player"] }],
  defector: [{ name: "with a defector", colour: COLOURS.grey, of: ["player"] }],
};

/** Phase by phase: what training brought an arm's learners. */
export function trainingFigure(arm: ArmId, results: readonly ArmResult[]): Figure {
  const { title, claim } = armOf(arm);
  const met = [...new Set(results.flatMap(kindsOf))];
  const series = (figure: "cooperation" | "payoff"): Series[] =>
    met.map((kind) => ({
      ...(kinds[kind] ?? FROZEN),
      lines: results.map((result) => phasesOf(result, kind, figure)),
    }));
  const levels = arm === "mixed-pool" ? { levels: [0.75] } : {};
  return {
    title: `${title}: learning`,
    subtitle: `Claim: ${lowered(claim)} ${legendOf(results)}`,
    panels: [
      { title: "cooperation", along: "phase", domain: SHARES, series: series("cooperation"), ...levels },
      { title: "payoff per turn", along: "phase", domain: PAYOFFS, series: series("payoff"), ...levels },
    ],
  };
}

/** Turn by turn: what the frozen learners of an arm do within an episode. */
export function episodeFigure(arm: ArmId, results: readonly ArmResult[]): Figure {
  const { title, pairings } = armOf(arm);
  const panel = (
    name: string,
    domain: Panel["domain"],
    figure: "cooperationByTurn" | "payoffByTurn",
  ): Panel => ({
    title: name,
    along: "turn",
    domain,
    series: pairings.flatMap(({ name: pairing }: Pairing) =>
      (episodes[pairing] ?? []).map(({ of, ...look }) => ({
        ...look,
        lines: results.flatMap((result) => {
          const found = pairingOf(result, pairing);
          return found === null ? [] : of.map((side) => found[side][figure]);
        }),
      })),
    ),
  });
  return {
    title: `${title}: within an episode`,
    subtitle: `Frozen learners, episodes averaged. ${legendOf(results)}`,
    panels: [
      panel("cooperation", SHARES, "cooperationByTurn"),
      panel("payoff per turn", PAYOFFS, "payoffByTurn"),
    ],
  };
}

/** Cooperation between learners, with the pool and without what it does: the result that all is about. */
export function headlineFigure(results: readonly ArmResult[]): Figure {
  const shown: readonly (readonly [ArmId, string])[] = [
    ["mixed-pool", COLOURS.blue],
    ["no-tabular", COLOURS.amber],
    ["co-player-id", COLOURS.purple],
  ];
  const series = (figure: "cooperation" | "payoff"): Series[] =>
    shown.map(([arm, colour]) => ({
      name: armOf(arm).title,
      colour,
      lines: results
        .filter((result) => result.arm === arm)
        .map((result) => phasesOf(result, "learners", figure)),
    }));
  return {
    title: "Learners with one another",
    subtitle: `Beside a diverse pool, without one, and where learners are told whom they play. ${legendOf(results)}`,
    panels: [
      { title: "cooperation", along: "phase", domain: SHARES, series: series("cooperation"), levels: [0.75] },
      { title: "payoff per turn", along: "phase", domain: PAYOFFS, series: series("payoff"), levels: [0.75] },
    ],
  };
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

const legendOf = (results: readonly ArmResult[]): string =>
  new Set(results.map(({ seed }) => seed)).size > 1
    ? "Thin lines are seeds, thick ones their means."
    : "One seed.";
