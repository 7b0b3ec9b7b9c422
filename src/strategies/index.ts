import type { StrategyEntry } from "../core/strategy.ts";
import { cooperator, defector } from "./constant.ts";
import { cycler, namedCyclers } from "./cycler.ts";
import { grudger } from "./grudger.ts";
import { memoryOne, winStayLoseShift } from "./memory-one.ts";
import { antiTitForTat, suspiciousTitForTat, titForTat, titForTwoTats } from "./tit-for-tat.ts";

/** Every strategy that coplay knows, in the order in which lists show them. */
export const strategies: readonly StrategyEntry[] = [
  cooperator,
  defector,
  cycler,
  ...namedCyclers,
  titForTat,
  suspiciousTitForTat,
  antiTitForTat,
  titForTwoTats,
  grudger,
  memoryOne,
  winStayLoseShift,
];
