import { C, D } from "../core/action.ts";
import { strategy } from "../core/strategy.ts";

/**
 * "Name withheld", a graduate student's entry in the 1980 tournament, placed fourteenth. The paper says only that its
 * involved adjustments kept the chance of cooperating between 30 % and 70 %; as in the Axelrod library, that
 * chance is drawn anew from this range each turn, which makes it a fair coin to any co-player.
 */
export const anonymous = strategy({
  id: "anonymous",
  title: "Anonymous (name withheld)",
  rule: "Cooperates with a probability drawn each turn between 0.3 and 0.7.",
  axelrodName: "FirstByAnonymous",
  memory: 0,
  stochastic: true,
  source: "Axelrod1980",
  begin: (_, __, random) => () => (random.next() < 0.3 + 0.4 * random.next() ? C : D),
});
