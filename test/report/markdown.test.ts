import { describe, expect, test } from "vitest";
import { markdownOf } from "../../src/report/markdown.ts";
import { abortedAfter, newRun, sampleRecord, threeByThree } from "../store/sample.ts";
import { logged, sampleReport, withMoves } from "./reports.ts";

describe("a README's table", () => {
  test("has the standings, with intervals", () => {
    const run = newRun({ ids: ["tit-for-tat", "defector"], told: newRun().told });
    const records = [0, 1].map((repetition) =>
      withMoves(sampleRecord(run, 0, 1, repetition, 4), "CDDD", "DDDD"),
    );
    const lines = markdownOf(logged(run, records)).split("\n");
    expect(lines[0]).toBe("### `sample`");
    expect(lines[2]).toMatch(/^`prisoners-dilemma`, 2 players, 2 matches, noise 0\.0 %, seed 7\. /);
    expect(lines.slice(4, 8)).toEqual([
      "| rank | player | payoff/turn | 95 % interval | cooperation | matches |",
      "| --: | :-- | --: | :-- | --: | --: |",
      "| 1 | `defector` | 2.000 | – | 0.0 % | 2 |",
      "| 2 | `tit-for-tat` | 0.750 | – | 25.0 % | 2 |",
    ]);
  });

  test("has the profiles, a line each", () => {
    const text = markdownOf(sampleReport({}, { isProfiled: true }));
    expect(text).toContain("\n| player | cooperation | first move | p(C \\| CC) | p(C \\| CD) |");
    expect(text).toMatch(/\n\| `tit-for-tat` \| 52\.5 % \\\[\d+\.\d, \d+\.\d\\\] \|/);
    const cells = text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(cells).size).toBe(2);
  });

  test("leaves out figures of profiles that nobody has, and says once why", () => {
    const text = markdownOf(sampleReport({ game: threeByThree }, { isProfiled: true }));
    const missing = text.split("\n").filter((line) => line.startsWith("No "));
    expect(missing).toHaveLength(new Set(missing.map((line) => line.replace(/^.*: /, ""))).size);
    expect(missing.join("\n")).toMatch(
      /^No .*p\(C \\\| CC\) · .* · emulation: needs a game of two actions, .* has 3\.$/m,
    );
    expect(text).not.toMatch(/^\|.*emulation/m);
  });

  test("says how many players have no profile, and gives nobody without a figure a rank", () => {
    const some = sampleReport({}, { isProfiled: true });
    const { profile, standings } = some;
    const first = { ...profile!, profiles: profile!.profiles.slice(0, 2) };
    expect(markdownOf(some)).not.toContain("The first");
    expect(markdownOf({ ...some, profile: first })).toContain("\nThe first 2 of 3 players:\n\n| player |");
    const unplayed = standings.map((standing) => ({ ...standing, meanPayoffPerTurn: null, interval: null }));
    expect(markdownOf({ ...some, standings: unplayed })).toContain("\n| – | `tit-for-tat` | – | – |");
  });

  test("says how many matches were aborted", () => {
    const run = newRun();
    const text = markdownOf(
      logged(run, [sampleRecord(run, 0, 1, 0), abortedAfter(sampleRecord(run, 0, 2, 0), 1)]),
    );
    expect(text).toContain("1 aborted match left out.");
    expect(text).toContain("| aborted |");
  });

  test("takes no name for markup", () => {
    const evil = "x|y`z``<b>@me[a](http://b)\n# c";
    const run = newRun({ ids: [evil, "defector"], name: "**bold** `code` | <script>" });
    const text = markdownOf(logged(run, [sampleRecord(run, 0, 1, 0)]));
    expect(text).toContain(
      "### `` **bold** `code` \\| <script> ``".replace("`` **", "``**").replace("> ``", ">``"),
    );
    expect(text).toContain("| ```x\\|y`z``<b>@me[a](http://b) # c``` |");
    expect(text.split("\n").filter((line) => line.startsWith("#"))).toHaveLength(1);
  });
});
