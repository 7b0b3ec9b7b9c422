import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { init } from "../../src/commands/init.ts";
import { createExperiment } from "../../src/tournament/experiment.ts";
import { parseFile } from "../../src/tournament/file.ts";
import { withModels } from "../tournament/catalogues.ts";
import { workplace } from "./coplay.ts";

const folder = workplace();
const file = join(folder, "mine.yaml");
init(file);
const text = readFileSync(file, "utf8");

function read(written: string) {
  const { data, place } = parseFile(written, "mine.yaml");
  return createExperiment(data, withModels, "mine", place);
}

describe("the file to start from", () => {
  test("can be played as it is", () => {
    expect(read(text).cells.map(({ tournament }) => tournament.name)).toEqual(["mine"]);
  });

  test("can be played with what it has as comments, an LLM among the players", () => {
    const from = text.indexOf("# agents:");
    const options = text
      .slice(from)
      .replace(/^# (?=(agents|budget|limits|talk|grid):| {2}\S+:)/gm, "")
      .replace(/^ {2}(prompt|history): .*\n/gm, "") // which the models of this test do not have
      .replace("fallback: none", "fallback: D");
    const whole = text.slice(0, from).replace("players:\n", "players:\n  - model/a\n") + options;
    const { cells, operation } = read(whole);
    expect(cells).toHaveLength(4);
    expect(cells[3]!.tournament.players[0]!.id).toBe("model/a(language=fr, fallback=D)");
    expect(cells[0]!.tournament.talk).toMatchObject({ messages: 1 });
    expect(operation).toMatchObject({ budget: { run: { usd: 1 } }, limits: { concurrency: 16 } });
  });
});
