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

# What the players are told, apart from what is true: told, untold, or something else such as { turns: 100 }.
terms:
  horizon: told

# LLMs are players too. Their keys come from the environment or from .env: OPENAI_API_KEY, ANTHROPIC_API_KEY,
# OPENROUTER_API_KEY. scripted/... plays as a strategy and answers as a model would: it needs no key and costs nothing.
#   players:
#     - scripted/tit-for-tat
#     - openai/gpt-5-mini
#     - anthropic/claude-haiku-4-5(temperature=0.7)
#     - ollama/llama3.2
# What it may cost:                       coplay run ${file} --dry-run
# What a model would be sent:             coplay prompt ${file} --turn 3

# Options of every LLM player that does not have its own. Prompts there are: coplay list prompts
# agents:
#   prompt: neutral
#   language: en
#   history: all
#   fallback: none # or the letter of an action, played and marked where no reply can be read

# What may be spent. No call is made that could go beyond.
# budget: { usd: 1, minutes: 30, per-player: { calls: 2000 } }
# limits: { concurrency: 16, retries: 5 }

# What may be said before every turn. Those who cannot talk say the line, if there is one.
# talk: { messages: 1, max-length: 280, line: "" }

# Factors: one run for each combination of values, each logged with its own.
# grid:
#   agents.language: [en, fr]
#   terms.horizon: [told, untold]
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
