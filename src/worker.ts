import { move } from "piscina";
import type { Player, Strategy } from "./core/player.ts";
import type { MatchRecord, MatchSpec } from "./core/trajectory.ts";
import { pack, type PackedMoves, type WorkerTask } from "./match/packed.ts";
import { playRepetitions } from "./match/repeated.ts";
import { findPlayer } from "./registry.ts";

const strategies = new Map<string, Strategy>();

function strategyNamed(id: string): Strategy {
  const known = strategies.get(id);
  if (known !== undefined) return known;
  const player: Player = findPlayer(id);
  if (player.kind !== "strategy") throw new Error(`${id} is not a strategy and cannot be played in a worker`);
  strategies.set(id, player);
  return player;
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
