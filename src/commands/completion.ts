import type { Command } from "commander";
import { SpecError } from "../core/errors.ts";
import { print } from "./terminal/output.ts";

/** Each script hands the words typed so far to `coplay complete` and offers what it prints, or else file names. */
const scripts: Readonly<Record<string, string>> = {
  bash: `_coplay() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(coplay complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _coplay coplay`,
  zsh: `#compdef coplay
_coplay() {
  local -a found
  found=("\${(@f)$(coplay complete -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -- $found; else _files; fi
}
compdef _coplay coplay`,
  fish: `complete -c coplay -a '(coplay complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'`,
};

/** Prints the script that a shell needs to complete coplay's words. */
export function completion(shell: string): void {
  const script = scripts[shell];
  if (script === undefined) {
    throw new SpecError(`no completion for the shell "${shell}"`, {
      hint: `It is there for ${Object.keys(scripts).join(", ")}.`,
    });
  }
  process.stdout.write(`${script}\n`);
}

/** Prints what may stand in place of the last of `words`, one candidate a line. */
export async function complete(words: readonly string[], program: Command): Promise<void> {
  const typed = words.at(-1) ?? "";
  const command = program.commands.find((candidate) => candidate.name() === words[0]);
  if (words.length <= 1 || command === undefined) {
    offer(
      program.commands.map((candidate) => candidate.name()).filter((name) => name !== "complete"),
      typed,
    );
    return;
  }
  if (typed.startsWith("-")) {
    offer(
      command.options.map((option) => option.long ?? ""),
      typed,
    );
    return;
  }
  const option = command.options.find(({ long, short }) => [long, short].includes(words.at(-2)));
  if (option?.required === true) {
    offer(option.argChoices ?? [], typed);
    return;
  }
  if (["play", "probe", "evaluate"].includes(command.name())) {
    offer(await playerIds(), typed);
    return;
  }
  offer(
    command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
    typed,
  );
}

async function playerIds(): Promise<string[]> {
  const { strategies } = await import("../registry.ts");
  const { shelved } = await import("../models/shelf.ts");
  return [...strategies.map(({ id }) => id), ...shelved().map(({ name }) => `trained/${name}`)];
}

function offer(candidates: readonly string[], typed: string): void {
  for (const candidate of candidates) if (candidate !== "" && candidate.startsWith(typed)) print(candidate);
}
