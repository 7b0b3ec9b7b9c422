import type { CallPurpose } from "../../core/call.ts";
import type { ReplyFault } from "../reply/fault.ts";
import type { AnswerMode } from "../elicitation/elicitation.ts";
import type { PromptSettings, Said } from "./state.ts";

/*
 * The variables that prompts are written with. Names have underscores, as is usual in Liquid. "own" is the seat that is
 * asked and "other" its co-player; actions go by their labels, everywhere in the order of naming. What players have
 * said comes as quoted() leaves it, with its quotation marks. null is what the seat is not told, and counts as false.
 */

/** An action as a seat knows it. */
export interface NamedAction {
  readonly label: string;
  /** What the game itself calls it, such as "cooperate". */
  readonly name: string;
  /** Its letter in the log. */
  readonly symbol: string;
  readonly is_cooperative: boolean;
}

/** One cell of the payoff table. */
interface PayoffRow {
  readonly own: string;
  readonly other: string;
  readonly own_payoff: number;
  readonly other_payoff: number;
}

/** The turn that `# line` tells; nothing else has a value there, so that equal turns are told once. */
export interface HistoryLine {
  /** Counts from 1. */
  readonly turn: number;
  readonly own: string;
  readonly other: string;
  /** Null where the seat is not told payoffs. */
  readonly own_payoff: number | null;
  readonly other_payoff: number | null;
  /** Cheap talk before it. */
  readonly conversation: readonly Said[];
}

/** What every part of a prompt can show. */
export interface Variables {
  readonly actions: readonly NamedAction[];
  /** Every cell: own action by own action, and within each the other's. Null where the seat is not told. */
  readonly payoffs: readonly PayoffRow[] | null;
  readonly horizon: {
    readonly kind: "turns" | "continuation" | "unknown";
    readonly turns: number | null;
    /** The chance that another turn follows, in [0, 1] and in percent, and the chance that none does. */
    readonly continuation: number | null;
    readonly percent: number | null;
    readonly stop_percent: number | null;
  };
  /** The chance that a choice comes out as another. */
  readonly noise: { readonly known: boolean; readonly percent: number | null };
  /** The turn that is played, from 1. */
  readonly turn: number;
  /** The turns within the window, the oldest first, as `# line` tells each. */
  readonly history: readonly string[];
  /** How many turns went before those. */
  readonly left_out: number;
  /** Sums over all turns so far; null where they are not wanted. Payoffs are null where the seat is not told them. */
  readonly totals: {
    readonly own_payoff: number | null;
    readonly other_payoff: number | null;
    /** How often each action was chosen. */
    readonly actions: readonly { readonly label: string; readonly own: number; readonly other: number }[];
  } | null;
  /** What is said of the co-player. */
  readonly co_player: string | null;
  readonly persona: PromptSettings["persona"];
  readonly chain_of_thought: boolean;
  readonly mode: AnswerMode;
  /** What is wanted: a choice, or a message. */
  readonly purpose: CallPurpose;
  /** Cheap talk before every turn: messages of each seat, and their greatest length; null where there is none. */
  readonly talk: { readonly messages: number; readonly max_length: number } | null;
  /** What was said so far before this turn. */
  readonly conversation: readonly Said[];
}

/** Of `# reask` alone: what was wrong, one of the reply faults, and the answer itself, quoted and cut. */
export interface ReaskVariables {
  readonly fault: ReplyFault;
  readonly answer: string;
}
