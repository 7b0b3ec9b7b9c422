import { C, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { moves } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

function cycle(period: readonly Action[]): Respond {
  const { length } = period;
  let next = 0;
  return () => {
    const action = period[next]!;
    next = next + 1 === length ? 0 : next + 1;
    return action;
  };
}

/** Repeats a word of moves for ever, whatever the co-player does. */
export const cycler = strategy({
  id: "cycler",
  title: "Cycler",
  rule: "Repeats a given word of moves.",
  axelrodName: "Cycler",
  memory: ({ period }) => period.length - 1,
  stochastic: false,
  parameters: { period: moves("CCD") },
  source: "Mittal2009",
  begin: ({ period }) => cycle(period),
});

/**
 * Plays C and D in turn. It alternates from its own last move as it was played, as in the Axelrod library: a move that
 * noise flips shifts the beat for good, unlike the beat of `cycler(period=CD)`, which goes by the clock.
 */
export const alternator = strategy({
  id: "alternator",
  title: "Alternator",
  rule: "Cooperates first, then plays the opposite of its own last move.",
  axelrodName: "Alternator",
  memory: 1,
  stochastic: false,
  source: "Axelrod1984",
  begin: () => (last) => (last === START ? C : 1 - (last >> 1)),
});

/** Id, title, Axelrod's name, period. */
const named = [
  ["cycler-dc", "Cycler DC", "CyclerDC", "DC"],
  ["cycler-ccd", "Cycler CCD", "CyclerCCD", "CCD"],
  ["cycler-ddc", "Cycler DDC", "CyclerDDC", "DDC"],
  ["cycler-cccd", "Cycler CCCD", "CyclerCCCD", "CCCD"],
  ["cycler-cccccd", "Cycler CCCCCD", "CyclerCCCCCD", "CCCCCD"],
  ["cycler-cccdcd", "Cycler CCCDCD", "CyclerCCCDCD", "CCCDCD"],
] as const;

/** The cyclers that have names of their own. */
export const namedCyclers: readonly StrategyEntry[] = named.map(([id, title, axelrodName, period]) =>
  strategy({
    id,
    title,
    rule: `Repeats ${period}.`,
    axelrodName,
    memory: period.length - 1,
    stochastic: false,
    source: "Mittal2009",
    begin: () => cycle(Array.from(period, (symbol) => "CD".indexOf(symbol))),
  }),
);
