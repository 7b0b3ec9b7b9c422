import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "./commands/coplay.ts";

/** What a strict user of the package may write: every kind of player, a game and a log, by the public names alone. */
const consumer = `
import {
  defineTournament, matrixGame, openStore, playTournament, rankedBy, rankings, rate, standingsOf, strategy, unit,
  type Agent, type AgentSeat, type CallRecord, type Game, type Interval, type Lane, type LoggedRun, type LogOptions,
  type MatchRecord, type MatchTally, type Metric, type Move, type Policy, type PolicySeat, type Random, type RatedField,
  type RatedStanding, type Ranking, type Standing, type Store, type TournamentEvent,
} from "coplay";

export const careful = strategy({
  id: "careful", memory: 1, stochastic: true, parameters: { trust: unit(0.5) },
  begin: ({ trust }, terms, random) => (last) => (random.chance(trust) && last < terms.game.actions.length ** 2 ? 0 : 1),
});
const seat: AgentSeat = { act: async (): Promise<Move> => ({ action: 0, calls: [] as CallRecord[] }), close: () => {} };
export const agent: Agent = { kind: "agent", id: "own/agent", begin: (_lane: Lane, _signal: AbortSignal) => seat };
export const policy: Policy = {
  kind: "policy", id: "own-policy",
  sit: (lanes): PolicySeat => ({ act: (n, _last, actions) => actions.fill(0, 0, Math.min(n, lanes.length)), close: () => {} }),
};
export const game: Game = matrixGame({
  id: "mine", actions: [{ symbol: "C", label: "c" }, { symbol: "D", label: "d" }],
  row: [[3, 0], [5, 1]], cooperative: 0, source: null,
});
export async function main(now: LogOptions["now"], store: Store): Promise<(Interval | null)[]> {
  const tournament = defineTournament({ game, players: [careful, agent, policy, "tit-for-tat"], turns: 3 });
  const seen: MatchRecord[] = [];
  for await (const event of playTournament(tournament, { log: { store, now } })) keep(event, seen);
  const table: Standing[] = await standingsOf(tournament);
  const run: LoggedRun | null = openStore("x.db", { mode: "read" }).latestRun();
  console.log(run?.id, seen.length);
  return table.map(({ interval }) => interval);
}
const keep = (event: TournamentEvent, seen: MatchRecord[]) => { if (event.kind === "matches") seen.push(...event.records); };
export function ranked(tallies: MatchTally[], table: Standing[], players: string[], random: Random): RatedStanding[] {
  const nash: Ranking = rankings.find(({ id }) => id === "nash")!;
  const rated: RatedField = rate(tallies, nash, { players, random, resamples: 200 });
  return rankedBy(table, rated, players);
}
export const names = (metrics: readonly Metric[]) => metrics.map(({ id }) => id);
`;

test("a strict program that uses every public contract compiles, declarations included", () => {
  const folder = mkdtempSync(join(root, "results/consumer-"));
  try {
    const file = join(folder, "consumer.ts");
    writeFileSync(file, consumer);
    const program = ts.createProgram([file], {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      declaration: true,
      noEmit: true,
      types: ["node"],
    });
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    expect(messages).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
