import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { ReferenceKey } from "../core/references.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Grim trigger, James Friedman's entry in the 1980 tournament. */
export const grudger = strategy({
  id: "grudger",
  title: "Grim trigger (Grudger)",
  rule: "Cooperates until the co-player's first defection, then defects for ever.",
  axelrodName: "Grudger",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980",
  begin: () => {
    let provoked = false;
    return (last) => {
      if (last !== START && (last & 1) === D) provoked = true;
      return provoked ? D : C;
    };
  },
});

/** A move of the co-player's that changes everything: what is played before it and, for ever, after it. */
interface Trigger {
  readonly id: string;
  readonly title: string;
  readonly axelrodName: string;
  readonly rule: string;
  /** Turns at the start that are played as `opening` whatever is seen; what is seen counts all the same. */
  readonly turns: number;
  readonly opening: Action;
  readonly trigger: Action;
  readonly before: Action;
  readonly after: Action;
  readonly source: ReferenceKey;
}

const triggers: readonly Trigger[] = [
  {
    id: "aggravater",
    title: "Aggravater",
    axelrodName: "Aggravater",
    rule: "Defects three times, then plays grim trigger, with what it saw meanwhile.",
    turns: 3,
    opening: D,
    trigger: D,
    before: C,
    after: D,
    source: "AxelrodLibrary",
  },
  {
    id: "spiteful-cc",
    title: "Spiteful CC",
    axelrodName: "SpitefulCC",
    rule: "Cooperates twice, then plays grim trigger, with what it saw meanwhile.",
    turns: 2,
    opening: C,
    trigger: D,
    before: C,
    after: D,
    source: "Mathieu2015",
  },
  {
    id: "opposite-grudger",
    title: "Opposite grudger",
    axelrodName: "OppositeGrudger",
    rule: "Defects until the co-player's first cooperation, then cooperates for ever.",
    turns: 0,
    opening: D,
    trigger: C,
    before: D,
    after: C,
    source: "AxelrodLibrary",
  },
  {
    id: "easy-go",
    title: "Easy go (reverse grudger)",
    axelrodName: "EasyGo",
    rule: "Defects until the co-player's first defection, then cooperates for ever.",
    turns: 0,
    opening: D,
    trigger: D,
    before: D,
    after: C,
    source: "Prison1998",
  },
];

/**
 * Relatives of grim trigger. Easy go is also known as reverse grudger (RGRIM, Li2011) and fool me forever
 * (Harper2017); the aggravater is Thomas Campbell's, opposite grudger Geraint Palmer's.
 */
export const namedGrudgers: readonly StrategyEntry[] = triggers.map(
  ({ turns, opening, trigger, before, after, ...entry }) =>
    strategy({
      ...entry,
      memory: Infinity,
      stochastic: false,
      begin: () => {
        let turn = 0;
        let triggered = false;
        return (last) => {
          if (last !== START && (last & 1) === trigger) triggered = true;
          if (turn++ < turns) return opening;
          return triggered ? after : before;
        };
      },
    }),
);

/**
 * Grudger alternator, PRISON's `c_then_per_dc`. It alternates from its own last move as it was played, so that noise
 * shifts the beat.
 */
export const grudgerAlternator = strategy({
  id: "grudger-alternator",
  title: "Grudger alternator",
  rule: "Cooperates until the co-player's first defection, then plays D and C in turn.",
  axelrodName: "GrudgerAlternator",
  memory: Infinity,
  stochastic: false,
  source: "Prison1998",
  begin: () => {
    let provoked = false;
    return (last) => {
      if (sawDefection(last)) provoked = true;
      return provoked && last >> 1 === C ? D : C;
    };
  },
});
