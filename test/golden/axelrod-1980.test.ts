import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scoresOf } from "../../src/core/trajectory.ts";
import { catalogue } from "../../src/registry.ts";
import { parseFile } from "../../src/tournament/file.ts";
import { runTournament } from "../../src/tournament/run.ts";
import { createTournament } from "../../src/tournament/spec.ts";

/*
 * The shipped tournament, move for move, as it came out when these lines were written. A change here means that logs of
 * earlier versions can no longer be played again: it needs a reason, and a line in the changelog.
 */
test("Axelrod's tournament comes out as it always has", async () => {
  const text = readFileSync(new URL("../../tournaments/axelrod-1980.yaml", import.meta.url), "utf8");
  const tournament = createTournament(parseFile(text, "axelrod-1980.yaml").data, catalogue, "axelrod-1980");
  const moves = createHash("sha256");
  const totals: Record<string, number> = {};
  for await (const event of runTournament(tournament, { sink: { append: () => undefined } })) {
    if (event.kind !== "matches") continue;
    for (const record of event.records) {
      const { row, column } = record.match;
      moves.update(record.row).update(record.column);
      if (row === column) continue;
      const scores = scoresOf(record);
      totals[row] = (totals[row] ?? 0) + scores.row;
      totals[column] = (totals[column] ?? 0) + scores.column;
    }
  }
  expect(totals).toMatchInlineSnapshot(`
    {
      "anonymous": 22559,
      "davis": 33505,
      "downing": 31791,
      "feld": 28222,
      "graaskamp": 32265,
      "grofman": 35536,
      "grudger": 33461,
      "joss": 24898,
      "nydegger": 34383,
      "random": 22709,
      "shubik": 35215,
      "stein-rapoport": 36164,
      "tideman-chieruzzi": 34475,
      "tit-for-tat": 35142,
      "tullock": 24668,
    }
  `);
  expect(moves.digest("hex")).toMatchInlineSnapshot(
    `"6624c53dd5245cdedbba906480c575cb629421a050ecbeaab8cf2e46fc2e2adc"`,
  );
});
