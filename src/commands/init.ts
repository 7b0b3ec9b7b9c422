import { closeSync, openSync, unlinkSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { SpecError } from "../core/errors.ts";
import { printable } from "../report/printable.ts";
import { note } from "./terminal/output.ts";

const template = (
  file: string,
  name: string,
): string => `# A coplay tournament. Play it:            coplay run ${file}
# See first what it amounts to:           coplay run ${file} --dry-run
# All players and games there are:        coplay list players, coplay list games

name: ${JSON.stringify(name)}

# A named game, a named game at other payoffs, or a payoff matrix of your own:
#   game: { id: prisoners-dilemma, T: 4 }
#   game: { name: mine, actions: [C, D], payoff: [[3, 0], [5, 1]] }
game: prisoners-dilemma

# Who plays. Parameters go in parentheses, or as keys: { id: gtft, generosity: 0.1 }
players:
  - tit-for-tat
  - gtft(generosity=0.1)
  - win-stay-lose-shift
  - grudger
  - random
  - defector

# Only these against all the others, instead of everyone against everyone:
# versus: [tit-for-tat]

# How long a match lasts: a number of turns, or another turn with some probability (then cap bounds it).
turns: 200
# continuation: 0.99
# cap: 2000

repetitions: 10
self-play: false

# The chance that a move comes out as another than the one that was chosen.
noise: 0

# Everything left to chance follows from the seed: same file, same moves.
seed: 1

# What the players are told, apart from what is true.
terms:
  horizon: told
`;

/**
 * Writes a commented tournament file to start from.
 *
 * @throws SpecError where the file is already there, or cannot be written
 */
export function init(file: string): void {
  const name = printable(basename(file)).replace(/\.ya?ml$/, "");
  let opened: number | undefined;
  try {
    opened = openSync(file, "wx");
    writeSync(opened, template(printable(file), name));
  } catch (cause) {
    if (opened !== undefined) unlinkSync(file);
    const { code, message } = cause as NodeJS.ErrnoException;
    const [fault, hint] = reasons[code ?? ""] ?? [`cannot write the file: ${message}`, undefined];
    throw new SpecError(fault, { place: file, hint, cause });
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
  note(`wrote ${file}; play it with: coplay run ${file}`);
}

const reasons: Readonly<Record<string, readonly [fault: string, hint: string]>> = {
  EEXIST: ["the file is already there", "Choose another name."],
  EISDIR: ["this is a directory", "Name a file in it."],
  ENOENT: ["its folder is not there", "Make the folder first, or choose another."],
  EACCES: ["the file may not be written", "Choose a folder that is yours."],
  ENOSPC: ["the disk is full", "Free some space first."],
};
