/*
 * What `import … from "coplay"` gives: tournaments and strategies in code, the log, and the statistics. The names below
 * are the public interface; everything else may change between versions.
 */
export { MatchAbort, type AbortReason } from "./core/abort.ts";
export { C, D, type Action, type ActionName } from "./core/action.ts";
export type { CallRecord, MessageRecord, ParseStatus, TokenCounts } from "./core/call.ts";
export {
  BudgetError,
  CheckpointError,
  CoplayError,
  ProviderError,
  SpecError,
  StoreError,
} from "./core/errors.ts";
export type { TournamentEvent, TournamentPlan } from "./core/events.ts";
export type { GameEntry } from "./core/game-entry.ts";
export { dilemma, isSymmetric, matrixGame, payoffsOf, type DilemmaPayoffs, type Game } from "./core/game.ts";
export { writeMoves } from "./core/notation.ts";
export { CC, CD, DC, DD, START, type Outcome } from "./core/outcome.ts";
export {
  flag,
  integer,
  move,
  moves,
  opening,
  probabilities,
  real,
  unit,
  type Parameter,
  type ParameterSet,
} from "./core/parameters.ts";
export type { RawParameters, RawValue } from "./core/player-id.ts";
export type {
  Agent,
  AgentSeat,
  Departure,
  Lane,
  Move,
  Player,
  Policy,
  PolicySeat,
  Remark,
  Respond,
  Strategy,
} from "./core/player.ts";
export { stream, type Random } from "./core/random.ts";
export { formatReference, type Reference, type ReferenceKey } from "./core/references.ts";
export type { Seat } from "./core/seat.ts";
export { strategy, type StrategyDefinition, type StrategyEntry } from "./core/strategy.ts";
export type { Talk } from "./core/talk.ts";
export { knownTurns, type CoPlayerTold, type Horizon, type Terms } from "./core/terms.ts";
export type { Budget, Budgets, CallLimits, CallStatus, Payment, Spending } from "./core/usage.ts";
export {
  scoresOf,
  type MatchKey,
  type MatchRecord,
  type MatchSpec,
  type TrembleSet,
} from "./core/trajectory.ts";
export {
  defineTournament,
  playTournament,
  standingsOf,
  type PlayerInCode,
  type PlayOptions,
  type TournamentInCode,
} from "./library.ts";
export type { ReplyCache } from "./llm/cache.ts";
export type { Exchange, Operator, Question } from "./llm/exchange.ts";
export { Switchboard, type SwitchboardOptions } from "./llm/switchboard.ts";
export { playLanes } from "./match/lanes.ts";
export { playScalar } from "./match/scalar.ts";
export { findGame, findPlayer, games, strategies } from "./registry.ts";
export type { LogOptions } from "./run-log.ts";
export { bootstrapMean } from "./stats/bootstrap.ts";
export { metrics } from "./stats/index.ts";
export type { Interval } from "./stats/interval.ts";
export {
  expectedOver,
  expectedUnder,
  type Expectation,
  type MarkovPair,
  type MemoryOne,
} from "./stats/markov.ts";
export type { Metric } from "./stats/metric.ts";
export { pairwise, type Matrix, type Pairwise } from "./stats/pairwise.ts";
export { rankings } from "./stats/rankings/index.ts";
export {
  rankedBy,
  rate,
  type RatedField,
  type RatedStanding,
  type RateOptions,
} from "./stats/rankings/rate.ts";
export type { Ranking, RankingId, Rating } from "./stats/rankings/ranking.ts";
export { seatsOf } from "./stats/seats.ts";
export { standings, type Standing, type StandingsOptions } from "./stats/standings.ts";
export { conditionalCooperation, outcomeNames, stateDistribution, type Proportion } from "./stats/states.ts";
export { tally, type MatchTally, type SeatTally } from "./stats/tally.ts";
export { openCache } from "./store/cache.ts";
export type { CallSummary } from "./core/usage.ts";
export type { MatchFilter, MatchSummary } from "./store/matches.ts";
export { openStore } from "./store/open.ts";
export type { LoggedRun } from "./store/runs.ts";
export type { Store } from "./store/store.ts";
export type { Tournament } from "./tournament/spec.ts";
