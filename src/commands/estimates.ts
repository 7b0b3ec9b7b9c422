import type { Player } from "../core/player.ts";
import { isLlmAgent, type LlmAgent } from "../llm/agent.ts";
import { estimate, type Estimate, type SeatTaken } from "../llm/estimate.ts";
import { priceOf, type Price, type PriceList } from "../llm/prices.ts";
import { lengthMoments } from "../match/length.ts";
import { laneOf } from "../match/lockstep.ts";
import type { Experiment } from "../tournament/experiment.ts";
import { matchesOf, pairings } from "../tournament/schedule.ts";
import type { Tournament } from "../tournament/spec.ts";

/** Everyone in an experiment who has to ask a model, each id once. */
export function agentsOf({ cells }: Experiment): readonly LlmAgent[] {
  const byId = new Map<string, LlmAgent>();
  for (const { tournament } of cells) {
    for (const player of tournament.players) if (isLlmAgent(player)) byId.set(player.id, player);
  }
  return [...byId.values()];
}

/** Figures under 95 % of seeds: matches of random length may come out shorter or longer. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** What a player is expected to spend with the seed at hand, and with others. */
export interface PlayerEstimate extends Estimate {
  readonly otherSeeds: { readonly calls: Range; readonly costUsd: Range | null };
}

/** What the players of an experiment are expected to spend, all cells together, from the prompts they will be sent. */
export function estimates(experiment: Experiment, prices: PriceList): readonly PlayerEstimate[] {
  return agentsOf(experiment).map((agent) => {
    const ofCells = experiment.cells.map(({ tournament }) =>
      estimate(agent, seatsOf(tournament, agent), priceFor(agent, prices)),
    );
    const total = ofCells.reduce(sumOf);
    const matches = ofCells.map((own, cell) => ({
      tournament: experiment.cells[cell]!.tournament,
      matches: own.matches,
    }));
    // Calls go up with turns, and tokens nearly so.
    const { least, most } = likelyTurns(matches);
    const scaled = (figure: number): Range => ({
      least: (figure * least) / total.turns,
      most: (figure * most) / total.turns,
    });
    const calls = scaled(total.calls);
    return {
      ...total,
      otherSeeds: {
        calls: { least: Math.round(calls.least), most: Math.round(calls.most) },
        costUsd: total.costUsd === null ? null : scaled(total.costUsd),
      },
    };
  });
}

/** Turns of so many matches, on average and under 95 % of seeds: a sum of independent lengths, so nearly normal. */
export function likelyTurns(
  parts: readonly { readonly tournament: Tournament; readonly matches: number }[],
): Range {
  let turns = 0;
  let variance = 0;
  let matches = 0;
  for (const { tournament, matches: own } of parts) {
    const moments = lengthMoments(tournament.length, tournament.cap);
    turns += own * moments.mean;
    variance += own * moments.variance;
    matches += own;
  }
  const spread = 1.96 * Math.sqrt(variance);
  return { least: Math.max(matches, Math.round(turns - spread)), most: Math.round(turns + spread) };
}

const priceFor = ({ provider }: LlmAgent, prices: PriceList): Price | null =>
  priceOf(prices, provider.name, provider.model);

function* seatsOf(tournament: Tournament, agent: Player): Generator<SeatTaken> {
  for (const pairing of pairings(tournament)) {
    const seats = (["row", "column"] as const).filter((seat) => pairing[seat].id === agent.id);
    if (seats.length === 0) continue;
    for (const match of matchesOf(tournament, pairing)) {
      for (const seat of seats) yield { match, lane: laneOf(match, seat, agent) };
    }
  }
}

function sumOf(a: Estimate, b: Estimate): Estimate {
  const known = (one: number | null, other: number | null): number | null =>
    one === null || other === null ? null : one + other;
  return {
    player: a.player,
    matches: a.matches + b.matches,
    turns: a.turns + b.turns,
    calls: a.calls + b.calls,
    mostCalls: a.mostCalls + b.mostCalls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    mostInputTokens: a.mostInputTokens + b.mostInputTokens,
    mostOutputTokens: a.mostOutputTokens + b.mostOutputTokens,
    costUsd: known(a.costUsd, b.costUsd),
    mostCostUsd: known(a.mostCostUsd, b.mostCostUsd),
  };
}
