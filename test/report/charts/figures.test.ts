import { describe, expect, test } from "vitest";
import { figureFile, figureIds, figures } from "../../../src/report/charts/figures.ts";
import { pngOf } from "../../../src/report/charts/png.ts";
import { PAGE, PAPER } from "../../../src/report/charts/palette.ts";
import { plotter } from "../../../src/report/charts/plot.ts";
import type { RunReport } from "../../../src/report/run-report.ts";
import { abortedAfter, newRun, sampleRecord, threeByThree } from "../../store/sample.ts";
import { logged, sampleReport, withMoves } from "../reports.ts";

/** Tit for tat meets a defector twice and the third player once; nobody draws lots. */
function smallReport(): RunReport {
  const run = newRun({ ids: ["tit-for-tat", "defector", "cooperator"] });
  return logged(run, [
    withMoves(sampleRecord(run, 0, 1, 0, 4), "CDDD", "DDDD"),
    withMoves(sampleRecord(run, 0, 1, 1, 4), "CDDD", "DDDD"),
    withMoves(sampleRecord(run, 0, 2, 0, 4), "CCCC", "CCCC"),
    withMoves(sampleRecord(run, 1, 2, 0, 4), "DDDD", "CCCC"),
  ]);
}

const titlesIn = (svg: string): string[] =>
  [...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title!);

describe("every figure", () => {
  test.each(figureIds)("%s is one SVG that needs nothing else, in plain colours", async (id) => {
    const svg = await figureFile(id, sampleReport({}, { isProfiled: true }));
    expect(svg.startsWith("<svg xmlns=")).toBe(true);
    expect(svg).not.toMatch(/href|url\(|<style|style=|@import|<script|var\(|NaN|undefined|Infinity/);
    expect(svg).toMatch(/<text [^>]*font-size="18"[^>]*>[^<]+sample|tit-for-tat|gtft|defector/);
  });

  test.each(figureIds)("%s says what a run without a complete match lacks", async (id) => {
    const run = newRun();
    const report = logged(run, [abortedAfter(sampleRecord(run, 0, 1, 0), 2)], { isProfiled: true });
    await expect(figureFile(id, report)).rejects.toThrow(
      /^there is no figure [a-z-]+ of sample: No match is complete/,
    );
  });

  test.each(figureIds)("%s takes no name for markup", async (id) => {
    const evil = `a</title><script>"x"</script>&\u0000\u202e`;
    const svg = await figureFile(
      id,
      sampleReport({ ids: [evil, `${evil}2`], name: evil }, { isProfiled: true }),
    );
    expect(svg).not.toMatch(/<script|[\u0000\u202e]/);
    expect(svg).toContain("&lt;script");
  });

  test("of cooperation needs a game that has it, and states need two actions", async () => {
    const report = sampleReport({ game: threeByThree });
    await expect(figureFile("cooperation", report)).rejects.toThrow("No action of three-by-three counts");
    await expect(figureFile("over-time", report)).rejects.toThrow("No action of three-by-three counts");
    await expect(figureFile("states", report)).rejects.toThrow("three-by-three has 3");
    expect(await figureFile("payoffs", report)).toContain("<svg");
  });

  test("has colours in a page that follow the page", async () => {
    const drawn = figures.standings(smallReport(), { ...(await plotter()), palette: PAGE });
    expect("body" in drawn && drawn.body).toContain('"var(--blue)"');
    expect("body" in drawn && drawn.body).not.toContain(PAPER.accent);
  });
});

describe("the maps", () => {
  test("have a cell for each pair that met, with its figure and its matches", async () => {
    expect(titlesIn(await figureFile("payoffs", smallReport())).sort()).toEqual([
      "cooperator with defector: 0.00, 1 match",
      "cooperator with tit-for-tat: 3.00, 1 match",
      "defector with cooperator: 5.00, 1 match",
      "defector with tit-for-tat: 2.00, 2 matches",
      "tit-for-tat with cooperator: 3.00, 1 match",
      "tit-for-tat with defector: 0.75, 2 matches",
    ]);
    expect(titlesIn(await figureFile("cooperation", smallReport()))).toContain(
      "tit-for-tat with defector: 25 %, 2 matches",
    );
  });

  test("are the stronger the more there is", async () => {
    const svg = await figureFile("payoffs", smallReport());
    const strength = (title: string): number =>
      Number(new RegExp(`fill-opacity="([\\d.]+)"[^>]*><title>${title}`).exec(svg)?.[1]);
    // From 0.06 at the game's least payoff to 1 at its greatest.
    expect(strength("cooperator with defector")).toBe(0.06);
    expect(strength("defector with cooperator")).toBe(1);
    expect(strength("tit-for-tat with defector")).toBeCloseTo(0.06 + 0.94 * (0.75 / 5), 2);
  });

  test("show as many players as can be read, and say so", async () => {
    const run = newRun({ ids: Array.from({ length: 70 }, (_, i) => `player-${i}`) });
    const records = Array.from({ length: 69 }, (_, i) => sampleRecord(run, i, i + 1, 0, 2));
    const svg = await figureFile("payoffs", logged(run, records));
    expect(svg).toContain("The first 64 of 70 players are shown.");
  });
});

describe("the diagram of states", () => {
  test("has the shares of turns, and of what follows on each", async () => {
    const run = newRun({ ids: ["tit-for-tat", "defector"] });
    const svg = await figureFile(
      "states",
      logged(run, [withMoves(sampleRecord(run, 1, 0, 0, 8), "DDDDDDDD", "CDDDCDDD")]),
    );
    expect(svg).toContain("From outcome to outcome: defector");
    expect(titlesIn(svg)).toEqual([
      "DC → DD: 100.0 %, 2 turns",
      "DD → DC: 20.0 %, 1 turn",
      "DD → DD: 80.0 %, 4 turns",
      "CC: 0.0 % of 8 turns",
      "CD: 0.0 % of 8 turns",
      "DC: 25.0 % of 8 turns",
      "DD: 75.0 % of 8 turns",
    ]);
  });
});

describe("the distribution", () => {
  test("says the median and the middle half of each player's matches", async () => {
    expect(titlesIn(await figureFile("distribution", smallReport()))).toContain(
      // 0.75, 0.75 and 3 a turn.
      "tit-for-tat: median 0.750, middle half 0.750 to 1.875, 3 matches",
    );
  });
});

describe("a PNG", () => {
  test("is twice as large as its drawing, and has its text", async () => {
    const sheet = (text: string): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><rect width="100" height="40" fill="#fff"/><text x="5" y="25" font-family="system-ui, 'DejaVu Sans', sans-serif">${text}</text></svg>`;
    const [empty, full] = [await pngOf(sheet("")), await pngOf(sheet("mmm"))].map((png) => Buffer.from(png));
    expect(full!.subarray(1, 4).toString()).toBe("PNG");
    expect([full!.readUInt32BE(16), full!.readUInt32BE(20)]).toEqual([200, 80]);
    expect(full!.length).toBeGreaterThan(empty!.length);
  });
});
