import { move } from "piscina";
import { findStrategy } from "./classics.ts";
import type { Strategy } from "./core/player.ts";
import type { MatchRecord, MatchSpec } from "./core/trajectory.ts";
import { pack, type PackedMoves, type WorkerTask } from "./match/packed.ts";
import { playRepetitions } from "./match/repeated.ts";

const strategies = new Map<string, Strategy>();

function strategyNamed(id: string): Strategy {
  let strategy = strategies.get(id);
  if (strategy === undefined) {
    strategy = findStrategy(id);
    strategies.set(id, strategy);
  }
  return strategy;
}

/** Plays a chunk of classic matches; consecutive ones of the same pairing are its repetitions. */
export default function play({ matches }: WorkerTask): PackedMoves {
  const records: MatchRecord[] = [];
  for (let from = 0, to = 0; from < matches.length; from = to) {
    const { row, column } = matches[from]!;
    while (to < matches.length && matches[to]!.row === row && matches[to]!.column === column) to++;
    const repetitions: readonly MatchSpec[] = matches.slice(from, to);
    records.push(...playRepetitions(strategyNamed(row), strategyNamed(column), repetitions));
  }
  return move(pack(records)) as PackedMoves;
}
