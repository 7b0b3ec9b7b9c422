import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { flag, integer } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Grumpy, by Jason Young: the co-player's defections less its cooperations move it between two moods. */
export const grumpy = strategy({
  id: "grumpy",
  title: "Grumpy",
  rule: "Turns grumpy (D) above one surplus of defections over cooperations, and nice (C) again only below a lower one.",
  axelrodName: "Grumpy",
  memory: Infinity,
  stochastic: false,
  parameters: {
    grumpy: flag(false),
    grumpyThreshold: integer(10, -1_000_000, 1_000_000),
    niceThreshold: integer(-10, -1_000_000, 1_000_000),
  },
  source: "AxelrodLibrary",
  begin: ({ grumpy: grumpyAtFirst, grumpyThreshold, niceThreshold }) => {
    let isGrumpy = grumpyAtFirst;
    let surplus = 0;
    return (last) => {
      if (last !== START) surplus += sawDefection(last) ? 1 : -1;
      isGrumpy = isGrumpy ? surplus >= niceThreshold : surplus > grumpyThreshold;
      return isGrumpy ? D : C;
    };
  },
});
