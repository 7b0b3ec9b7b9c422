import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/**
 * The histories after which CAPRI cooperates, by its rules: the last three outcomes, the oldest first, own move first
 * in each. After all others it defects, among them CC CC CD, the punishment (P), and what remains (I).
 */
const COOPERATES = [
  "CC CC CC", // C: mutual cooperation
  "CC CC DC", // A: its own slip, the punishment for it and the way back
  "CC DC CD",
  "DC CD CC",
  "CD CC CC",
  "CC CD DC", // P: the way back after its punishment
  "CD DC CC",
  "DC CC CC",
  "DD DD DC", // R: either or both have left mutual defection
  "DD DC CC",
  "DD DD CD",
  "DD CD CC",
  "DD DD CC",
  "DD CC CC",
];

/** A history as a number: two bits an outcome, the oldest highest. */
const encode = (history: string): number =>
  Array.from(history.replaceAll(" ", "")).reduce((code, symbol) => code * 2 + "CD".indexOf(symbol), 0);

/** The action after each of the 64 histories. */
const ACTIONS = new Uint8Array(64).fill(D);
for (const history of COOPERATES) ACTIONS[encode(history)] = C;

/** CAPRI, by Yohsuke Murase and Seung Ki Baek: a friendly rival of memory three; it begins as if after CC CC CC. */
export const capri = strategy({
  id: "capri",
  title: "CAPRI",
  rule: "Cooperates, accepts punishment, punishes once, recovers cooperation, and defects in all other cases.",
  axelrodName: "Capri",
  memory: 3,
  stochastic: false,
  source: "Murase2020",
  begin: () => {
    let history = 0;
    return (last) => {
      if (last !== START) history = ((history << 2) | last) & 63;
      return ACTIONS[history]!;
    };
  },
});
