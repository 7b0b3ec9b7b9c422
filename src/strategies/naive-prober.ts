import { C, D } from "../core/action.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne, isMixed } from "./memory-one.ts";
import { sawDefection } from "./seen.ts";

/**
 * Naive prober: memory-one (1 − p, 0, 1 − p, 0), first move C; Joss's rule, with the chance of a defection as its
 * parameter. That it is one in ten by default is the Axelrod library's choice.
 */
export const naiveProber = strategy({
  id: "naive-prober",
  title: "Naive prober",
  rule: "Plays tit for tat, but answers C with D at probability p.",
  axelrodName: "NaiveProber",
  memory: 1,
  stochastic: ({ p }) => isMixed([p]),
  parameters: { p: unit(0.1) },
  source: "Li2011",
  begin: ({ p }, _, random) => byMemoryOne([1 - p, 0, 1 - p, 0], 1, random),
});

/**
 * Remorseful prober: a naive prober that tells its probes from its retaliations and lets one defection pass after a
 * probe. The "prompt retaliation" of Dawkins's account would come in the turn after the probe. The Axelrod library,
 * followed here, has forgotten the probe by then, unless it probed again; what it lets pass is a defection in the very
 * turn of the probe.
 */
export const remorsefulProber = strategy({
  id: "remorseful-prober",
  title: "Remorseful prober",
  rule: "Plays as naive prober, but lets a defection pass when its own last move was an unprovoked one.",
  axelrodName: "RemorsefulProber",
  memory: 2,
  stochastic: ({ p }) => isMixed([p]),
  parameters: { p: unit(0.1) },
  source: "Li2011",
  begin: ({ p }, _, random) => {
    const cooperates = byMemoryOne([1 - p, 0, 1 - p, 0], 1, random);
    let probed = false;
    return (last) => {
      if (sawDefection(last)) {
        const forgives = probed;
        probed = false;
        return forgives ? C : D;
      }
      const action = cooperates(last);
      probed = action === D;
      return action;
    };
  },
});

/** Burn both ends, by Louis Marinoff: memory-one (0.9, 0, 0.9, 0), first move C, which is Joss under another name. */
export const burnBothEnds = strategy({
  id: "burn-both-ends",
  title: "Burn both ends",
  rule: "Plays tit for tat, but answers C with C only 90 % of the time.",
  axelrodName: "BurnBothEnds",
  memory: 1,
  stochastic: true,
  source: "Marinoff1992",
  begin: (_, __, random) => byMemoryOne([0.9, 0, 0.9, 0], 1, random),
});
