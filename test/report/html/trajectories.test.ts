import { describe, expect, test } from "vitest";
import { embedded } from "../../../src/report/html/trajectories.ts";
import { abortedAfter, newRun, sampleCall, sampleRecord } from "../../store/sample.ts";
import { logged, sampleReport, withMoves } from "../reports.ts";

interface Data {
  readonly lines: readonly string[];
  readonly matches: readonly {
    readonly players: readonly [string, string];
    readonly repetition: number;
    readonly reason: string | null;
    readonly moves: readonly [string, string];
    readonly calls: readonly {
      readonly fallback?: boolean;
      readonly facts: readonly (readonly [number, number])[];
      readonly parts: readonly (readonly [number, readonly number[]])[];
    }[];
  }[];
}
const read = (json: string): Data => JSON.parse(json) as Data;

const prompt = (text: string): string => JSON.stringify({ messages: [{ role: "user", content: text }] });

describe("matches for the page's script", () => {
  test("stand in the order of players, whatever order they were drawn in", () => {
    const { matches } = read(embedded(sampleReport(), true).json);
    expect(matches).toHaveLength(18);
    expect(matches.slice(0, 4).map(({ players, repetition }) => [...players, repetition])).toEqual([
      ["tit-for-tat", "tit-for-tat", 0],
      ["tit-for-tat", "tit-for-tat", 1],
      ["tit-for-tat", "tit-for-tat", 2],
      ["tit-for-tat", "gtft(generosity=0.1)", 0],
    ]);
  });

  test("have trembles in lower case, and the reason why they ended", () => {
    const run = newRun({ noise: 0.1 });
    const record = withMoves(sampleRecord(run, 0, 1, 0, 3), "CDC", "CCD");
    const trembles = { row: Uint8Array.of(0, 1, 0), column: Uint8Array.of(0, 0, 1) };
    const report = logged(run, [abortedAfter({ ...record, trembles }, 2)]);
    expect(read(embedded(report, true).json).matches[0]).toMatchObject({
      moves: ["Cd", "CC"],
      reason: "timeout: no reply within 60 s",
    });
  });

  test("hold prompts, answers and fallbacks, and a line that is told again only once", () => {
    const run = newRun();
    const history = ["You play a game.", "Turn 1: C and D", "What now?"];
    const calls = [
      sampleCall({ turn: 0, request: prompt(`${history[0]!}\n${history[2]!}`), answer: "J" }),
      sampleCall({ turn: 1, request: prompt(history.join("\n")), answer: "F", parseStatus: "fallback" }),
    ];
    const report = logged(run, [{ ...sampleRecord(run, 0, 1, 0, 3), calls }]);
    const { lines, matches } = read(embedded(report, true).json);
    const texts = matches[0]!.calls.map(({ parts }) =>
      parts.map(([title, text]) => [lines[title], text.map((line) => lines[line]).join("\n")]),
    );
    expect(texts[1]).toEqual([
      ["user", history.join("\n")],
      ["reply", "F"],
      ["reasoning", "They cooperated."],
    ]);
    expect(matches[0]!.calls.map(({ fallback }) => fallback)).toEqual([undefined, true]);
    expect(lines.filter((line) => line === history[0])).toHaveLength(1);
  });

  test("cannot end the element that they stand in", () => {
    const run = newRun();
    const evil = "</script><script>alert(1)</script><!--\u2028&";
    const report = logged(run, [
      { ...sampleRecord(run, 0, 1, 0, 2), calls: [sampleCall({ request: prompt(evil), answer: evil })] },
    ]);
    const { json } = embedded(report, true);
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(read(json).lines).toContain("</script><script>alert(1)</script><!--⟨U+2028⟩&");
  });

  test("are fewer where they would make the page too large, but one at least, and all where that is asked for", () => {
    const run = newRun({ ids: ["openai/gpt-5.2", "tit-for-tat"] });
    const records = Array.from({ length: 10 }, (_, repetition) => ({
      ...sampleRecord(run, 0, 1, repetition, 2),
      calls: Array.from({ length: 40 }, (_, turn) =>
        sampleCall({ turn, request: prompt(`${repetition} ${turn} ${"x".repeat(15_000)}`) }),
      ),
    }));
    const report = logged(run, records);
    const bounded = embedded(report, true);
    expect(bounded.shown).toBe(3);
    expect(bounded.json.length).toBeLessThan(2_100_000);
    expect(read(bounded.json).lines.join("\n").length).toBeLessThan(2_000_000);
    expect(embedded(report, false).shown).toBe(10);
    const long = sampleCall({ request: prompt("y".repeat(30_000)) });
    const one = logged(run, [
      {
        ...records[0]!,
        calls: Array.from({ length: 200 }, (_, turn) => ({
          ...long,
          turn,
          answer: String(turn).repeat(6_000),
        })),
      },
    ]);
    const { json, shown } = embedded(one, true);
    expect(shown).toBe(1);
    expect(json).toContain("(10,000 more characters: coplay show prints them)");
  });

  test("are drawn by the run's seed, the same ones whatever order they were logged in", () => {
    const run = newRun();
    const records = Array.from({ length: 40 }, (_, repetition) => sampleRecord(run, 0, 1, repetition, 2));
    const drawn = (report: ReturnType<typeof logged>): number[] =>
      report.sample.matches.map(({ record }) => record.match.repetition);
    const some = drawn(logged(run, records, { matches: 10 }));
    expect(some).toHaveLength(10);
    expect(drawn(logged(run, records.toReversed(), { matches: 10 }))).toEqual(some);
    const others = records.map((record) => ({ ...record, match: { ...record.match, seed: 8 } }));
    expect(drawn(logged({ ...run, seed: 8 }, others, { matches: 10 }))).not.toEqual(some);
  });
});
