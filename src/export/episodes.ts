import { startOf } from "../core/outcome.ts";
import type { Seat } from "../core/seat.ts";
import type { NewFolder } from "./folder.ts";
import type { ExportFormat, Field } from "./format.ts";
import { eachMatch } from "./lines.ts";
import { npyFile } from "./npy.ts";
import type { WrittenFile } from "./output.ts";
import { actionsOf, type Reading } from "./reading.ts";
import { fallbackTurns, viewOf } from "./seat-view.ts";
import type { SourceMatch, Split } from "./source.ts";

/*
 * The layout: one .npy file an array, [episodes, turns], padded with zeros to the longest match. Version 1.0 of .npy is
 * a short header and the raw elements. NumPy reads it at once and maps it into memory where it does not fit, so that a
 * training with random access needs no shards; PyTorch takes it from there without a copy (torch.from_numpy). An .npz
 * cannot be mapped, safetensors need another package, and row formats such as Parquet have to be padded at every load.
 * The number of episodes and the longest match are known before the first is read, so that the headers come first and
 * the elements stream.
 */

const ARRAYS: readonly Field[] = [
  [
    "observation.npy",
    "unsigned integers: the outcome of the turn before, as the seat saw it, own × actions + other; actions² before turn 0",
  ],
  ["action.npy", "uint8: the seat's realised move, as the index of the action"],
  ["reward.npy", "float32: the seat's payoff of the turn"],
  ["return_to_go.npy", "float32: the sum of the rewards from this turn on, not discounted"],
  ["mask.npy", "uint8: 1 for turns that were played, 0 for padding"],
  [
    "origin.npy",
    "uint8: whose the move was: 0 the player's own, 1 flipped by noise, 2 the tournament's fallback, 3 a fallback that noise flipped",
  ],
  ["length.npy", "int32, [episodes]: turns that were played"],
];

const INDEX: readonly Field[] = [
  ["episode", "its place in the arrays, from 0"],
  ["run", "number of the run in its log"],
  ["run_name", "name of its tournament"],
  ["match", "number of the match in its log"],
  ["seat", "row or column"],
  ["player", "who acted"],
  ["co_player", "who sat across the table"],
  ["repetition", "which match of this pairing it is, from 0"],
  ["game", "id of the game"],
  ["turns", "turns that were played"],
  ["status", "complete or aborted"],
  ["return", "the sum of the rewards"],
];

const indexPath = (split: Split): string => `${split}/index.jsonl`;

/** What one seat saw, did and got, as arrays. */
export const episodes: ExportFormat = {
  id: "episodes",
  title: "Episodes as arrays",
  description: "observations, actions, rewards, returns-to-go and masks of each seat, as .npy arrays",
  unit: "seat",
  tables: [{ name: "index", path: indexPath, fields: INDEX }],
  howTo: [
    "Each part has these arrays, [episodes, turns] and padded with zeros:",
    "",
    ...ARRAYS.map(([name, meaning]) => `- \`${name}\`: ${meaning}`),
    "",
    "```python",
    "import numpy as np",
    'action = np.load("train/action.npy", mmap_mode="r")    # [episodes, turns]; torch.from_numpy takes a copy of a batch',
    "```",
    "",
    "Line i of `index.jsonl` says what row i of the arrays is.",
  ].join("\n"),
  *write(reading, folder) {
    const k = actionsOf(reading);
    const turns = reading.total.longest;
    const parts = new Map(reading.splits.map((split) => [split, partOf(reading, folder, split, k, turns)]));
    yield* eachMatch(reading, reading.hasAgents, (match) => {
      for (const seat of match.seats) parts.get(match.split)!.add(match, seat);
    });
    const files = [...parts.values()].flatMap((part) => part.finish());
    return { files, rows: "episodes", facts: { turns, actions: k, start: startOf(k) } };
  },
};

interface Part {
  add(match: SourceMatch, seat: Seat): void;
  finish(): readonly WrittenFile[];
}

/** Outcomes and the start fit into a byte up to 15 actions. */
const MOST_ACTIONS_OF_A_BYTE = 15;

function partOf(reading: Reading, folder: NewFolder, split: Split, k: number, turns: number): Part {
  const count = reading.counts[split].episodes;
  const isSmall = k <= MOST_ACTIONS_OF_A_BYTE;
  const row = {
    observation: isSmall ? new Uint8Array(turns) : new Uint16Array(turns),
    action: new Uint8Array(turns),
    reward: new Float32Array(turns),
    return_to_go: new Float32Array(turns),
    mask: new Uint8Array(turns),
    origin: new Uint8Array(turns),
  };
  const types = {
    observation: isSmall ? "|u1" : "<u2",
    action: "|u1",
    reward: "<f4",
    return_to_go: "<f4",
    mask: "|u1",
    origin: "|u1",
  } as const;
  const names = Object.keys(types) as (keyof typeof types)[];
  const arrays = names.map((name) => ({
    data: row[name],
    file: npyFile(folder, `${split}/${name}.npy`, types[name], [count, turns]),
  }));
  const lengths = npyFile(folder, `${split}/length.npy`, "<i4", [count]);
  const index = folder.file(indexPath(split));
  let episode = 0;

  return {
    add({ run, id, record }, seat) {
      const { player, coPlayer, own, other, trembles, payoff } = viewOf(record, seat);
      const length = own.length;
      let toGo = 0;
      for (let turn = length - 1; turn >= 0; turn--) {
        const outcome = own[turn]! * k + other[turn]!;
        const reward = payoff[outcome]!;
        toGo += reward;
        row.action[turn] = own[turn]!;
        row.reward[turn] = reward;
        row.return_to_go[turn] = toGo;
        if (turn + 1 < length) row.observation[turn + 1] = outcome;
      }
      if (length > 0) row.observation[0] = startOf(k);
      row.mask.fill(1, 0, length);
      row.origin.set(trembles);
      for (const turn of fallbackTurns(record, seat)) if (turn < length) row.origin[turn]! |= 2;
      for (const { data, file } of arrays) {
        data.fill(0, length);
        file.append(data);
      }
      row.origin.fill(0);
      lengths.append(Int32Array.of(length));
      const { match, status } = record;
      const line = {
        episode: episode++,
        run: run.id,
        run_name: run.name,
        match: id,
        seat,
        player,
        co_player: coPlayer,
        repetition: match.repetition,
        game: match.game.id,
        turns: length,
        status,
        return: toGo,
      };
      index.text(`${JSON.stringify(line)}\n`);
    },
    finish: () => [...arrays.map(({ file }) => file.finish()), lengths.finish(), index.finish(episode)],
  };
}
