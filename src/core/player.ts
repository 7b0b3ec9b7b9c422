import type { Action } from "./action.ts";
import type { Outcome } from "./outcome.ts";
import type { Random } from "./random.ts";
import type { ReferenceKey } from "./references.ts";
import type { CallRecord } from "./call.ts";
import type { Seat } from "./seat.ts";
import type { Talk } from "./talk.ts";
import type { Terms } from "./terms.ts";
import type { MatchKey } from "./trajectory.ts";

/** One seat of one match, as handed to policies and agents. */
export interface Lane {
  readonly terms: Terms;
  readonly random: Random;
  readonly match: MatchKey;
  readonly seat: Seat;
  /** Cheap talk before every turn; absent where the match has none. */
  readonly talk?: Talk;
}

/** Given what happened last (the start outcome before turn 0), the next action. */
export type Respond = (last: Outcome) => Action;

/** A classic player: a closure per match over its own state, fed one small integer a turn. */
export interface Strategy {
  readonly kind: "strategy";
  readonly id: string;
  /** How many turns back it looks; Infinity for the whole match. */
  readonly memory: number;
  /** Whether it ever draws from its stream. A strategy that says no gets a stream that refuses. */
  readonly stochastic: boolean;
  /** Number of actions of the games it can play, or "any". */
  readonly actions: 2 | "any";
  readonly source: ReferenceKey | null;
  /** Called once per match; all state lives in the closure it returns. */
  begin(terms: Terms, random: Random): Respond;
}

/** A trained player: many matches advance with one forward pass a turn. */
export interface Policy {
  readonly kind: "policy";
  readonly id: string;
  /** SHA-256 of what it has learned: whoever bears the same id and has learned something else is another player. */
  readonly digest?: string;
  /** How many matches it plays at once, at most, so that a batch does not take minutes; by default 1,024. */
  readonly lanes?: number;
  /** Sits down at many matches, the longest first, so that those still running are always a prefix. */
  sit(lanes: readonly Lane[]): PolicySeat;
  /**
   * Makes sure that a match on these terms can be played, before the first one.
   *
   * @param terms as a seat will be told them; asked once for either seat
   * @param longest turns that no match will exceed, whatever is told; Infinity where nobody knows
   * @throws CoplayError where it cannot, such as at another game than it was trained at
   */
  rehearse?(terms: Terms, longest: number): void;
}

/** A policy's seats in a batch of matches. */
export interface PolicySeat {
  /** Writes the next action of lanes 0 to n − 1 into `actions`, given what each saw last. */
  act(n: number, last: Uint8Array, actions: Uint8Array): void;
  /** The matches are over: releases what the seats hold. */
  close(): void;
}

/** An option of an agent that whoever it asks does not take, or takes otherwise. */
export interface Departure {
  /** As ids write it. */
  readonly option: string;
  readonly asked: string;
  /** Null where nothing is sent in its place. */
  readonly sent: string | null;
}

/** A player that has to be waited for, such as an LLM. */
export interface Agent {
  readonly kind: "agent";
  readonly id: string;
  /** By default none. */
  readonly departures?: readonly Departure[];
  /**
   * @param signal aborted when the match is dropped: whoever is asked should then begin nothing new, and settle soon.
   * What is paid for and under way may be waited for.
   */
  begin(lane: Lane, signal: AbortSignal): AgentSeat;
  /**
   * Makes sure that there is somebody to ask, before the first match.
   *
   * @throws CoplayError where there is not, such as without a key
   */
  requireReady?(): void;
  /**
   * Makes sure that a match on these terms can be played, before the first one.
   *
   * @param terms as a seat will be told them; asked once for either seat
   * @throws CoplayError where it cannot, such as where a fallback move is none of the game's
   */
  rehearse?(terms: Terms, talk: Talk | null): void;
}

/** What an agent does in one turn, and what it cost to find out. */
export interface Move {
  readonly action: Action;
  /** The requests behind it; the last one's parse status says whether the action is the agent's own or a fallback. */
  readonly calls?: readonly CallRecord[];
}

/** What an agent says before a turn, and what it cost to find out. An empty text is silence. */
export interface Remark {
  readonly text: string;
  readonly calls?: readonly CallRecord[];
}

/** An agent's seat in one match. */
export interface AgentSeat {
  /**
   * Where the match has cheap talk: what to say before the next turn; a seat without it says the match's line.
   *
   * @param last what happened in the turn before, as `act` will be told again
   * @throws MatchAbort as `act` does
   */
  say?(last: Outcome): Promise<Remark>;
  /** What the co-player said at the same time: text from outside, whatever it claims to be. */
  hear?(text: string): void;
  /** @throws MatchAbort when no move can be had; the match is then recorded as aborted. */
  act(last: Outcome): Promise<Move>;
  /** The match is over, or dropped: releases what the seat holds. */
  close(): void;
}

/** Whoever can sit down at a match. */
export type Player = Strategy | Policy | Agent;
