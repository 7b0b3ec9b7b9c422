/*
 * What `import … from "coplay"` gives: tournaments and strategies in code, the log, and the statistics. The names below
 * are the public interface; everything else may change between versions.
 */
export { C, D, type Action } from "./core/action.ts";
export { CoplayError, SpecError, StoreError } from "./core/errors.ts";
export type { TournamentEvent, TournamentPlan } from "./core/events.ts";
export { dilemma, isSymmetric, matrixGame, payoffsOf, type Game } from "./core/game.ts";
export { writeMoves } from "./core/notation.ts";
export { CC, CD, DC, DD, START, type Outcome } from "./core/outcome.ts";
export { flag, integer, move, moves, opening, probabilities, real, unit } from "./core/parameters.ts";
export {
  knownTurns,
  type Agent,
  type AgentSeat,
  type Player,
  type Policy,
  type Strategy,
  type Terms,
} from "./core/player.ts";
export { formatReference, type Reference } from "./core/references.ts";
export { stream, type Random } from "./core/random.ts";
export { strategy, type StrategyDefinition, type StrategyEntry } from "./core/strategy.ts";
export { MatchAbort, scoresOf, type MatchRecord, type MatchSpec } from "./core/trajectory.ts";
export {
  defineTournament,
  playTournament,
  standingsOf,
  type PlayerInCode,
  type PlayOptions,
  type TournamentInCode,
} from "./library.ts";
export { playLanes } from "./match/lanes.ts";
export { playScalar } from "./match/scalar.ts";
export { findGame, findPlayer, games, strategies } from "./registry.ts";
export { bootstrapMean } from "./stats/bootstrap.ts";
export { metrics } from "./stats/index.ts";
export { expectedOver, expectedUnder } from "./stats/markov.ts";
export { pairwise, type Pairwise } from "./stats/pairwise.ts";
export { seatsOf } from "./stats/seats.ts";
export { standings, type Standing } from "./stats/standings.ts";
export { conditionalCooperation, outcomeNames, stateDistribution } from "./stats/states.ts";
export { tally, type MatchTally, type SeatTally } from "./stats/tally.ts";
export { openStore } from "./store/open.ts";
export type { Store } from "./store/store.ts";
export type { Tournament } from "./tournament/spec.ts";
