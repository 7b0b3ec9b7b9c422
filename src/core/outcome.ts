import type { Action } from "./action.ts";

/**
 * What happened in one turn, seen from one seat: `own * k + other` in a game of k actions.
 * Before the first turn a seat sees `k * k`.
 */
export type Outcome = number;

/** Outcomes of two-action games; own action first. */
export const CC = 0;
export const CD = 1;
export const DC = 2;
export const DD = 3;
/** What a seat sees before turn 0 of a two-action game. In a game of k actions it is {@link startOf}(k). */
export const START = 4;

/** The outcome that a seat sees before turn 0 in a game of `k` actions. */
export const startOf = (k: number): Outcome => k * k;

/** The outcome of a turn in a game of `k` actions, seen from the seat that played `own`. */
export const outcomeOf = (own: Action, other: Action, k: number): Outcome => own * k + other;
