/**
 * An index into `game.actions`. In every two-action dilemma {@link C} is 0 and {@link D} is 1; one encoding
 * serves strategies, models, log and datasets.
 */
export type Action = number;

/** Cooperate. */
export const C = 0;
/** Defect. */
export const D = 1;

/** What an action is called: one upper-case letter in logs and a phrase for people. */
export interface ActionName {
  /** One upper-case letter A–Z, unique in its game; the lower-case letter marks a trembled move in the log. */
  readonly symbol: string;
  readonly label: string;
}
