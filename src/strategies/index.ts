import type { StrategyEntry } from "../core/strategy.ts";
import { suspiciousTitForTat, titForTat } from "./tit-for-tat.ts";

/** Every strategy that coplay knows, in the order in which lists show them. */
export const strategies: readonly StrategyEntry[] = [titForTat, suspiciousTitForTat];
