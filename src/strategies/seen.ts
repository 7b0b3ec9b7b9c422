import { C, D, type Action } from "../core/action.ts";
import { START, type Outcome } from "../core/outcome.ts";

/** Whether the co-player defected in the turn before; false before turn 0. */
export const sawDefection = (last: Outcome): boolean => last !== START && (last & 1) === D;

/** What the co-player did in the turn before, C before turn 0: tit for tat as an expression. */
export const echo = (last: Outcome): Action => (last === START ? C : last & 1);
