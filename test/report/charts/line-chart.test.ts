import { describe, expect, test } from "vitest";
import { COLOURS, drawFigure, type Figure } from "../../../src/report/charts/line-chart.ts";

const figure = (lines: readonly (readonly (number | null)[])[]): Figure => ({
  title: "Title <of> all & more",
  subtitle: "Subtitle",
  panels: [
    {
      title: "cooperation",
      along: "phase",
      domain: [0, 1],
      levels: [0.75],
      series: [
        { name: "rising", colour: COLOURS.blue, lines },
        { name: "falling", colour: COLOURS.amber, lines: [] },
      ],
    },
    {
      title: "payoff",
      along: "phase",
      domain: [-1, 2],
      series: [{ name: "rising", colour: COLOURS.blue, lines }],
    },
  ],
});

const LINES = [
  [0.1, 0.2, 0.4, 0.8],
  [0.3, 0.2, 0.6, 1],
];

/** The corners of the paths drawn in a colour, one array a path. */
function pathsIn(svg: string, colour: string): number[][] {
  const groups = [...svg.matchAll(new RegExp(`<g[^>]*stroke="${colour}"[^>]*>(.*?)</g>`, "gs"))];
  return groups.flatMap(([, inside]) =>
    [...inside!.matchAll(/ d="([^"]*)"/g)].map(([, d]) =>
      [...d!.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y)),
    ),
  );
}

describe("a figure", () => {
  test("is one SVG that needs nothing else, its text as text", async () => {
    const svg = await drawFigure(figure(LINES));
    expect(svg.startsWith("<svg xmlns=")).toBe(true);
    expect(svg).toContain("Title &lt;of> all &amp; more");
    for (const text of ["Subtitle", "cooperation", "payoff", "phase"])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).not.toMatch(/href|url\(|<style|@import|<script/);
  });

  test("names every series once, whatever panels it is in", async () => {
    const svg = await drawFigure(figure(LINES));
    expect(svg.match(/>rising</g)).toHaveLength(1);
    expect(svg.match(/>falling</g)).toHaveLength(1);
  });

  test("draws every line, and their mean", async () => {
    const svg = await drawFigure(figure(LINES));
    const [first, second, mean] = pathsIn(svg, COLOURS.blue);
    expect([first, second, mean].map((path) => path!.length)).toEqual([4, 4, 4]);
    mean!.forEach((y, i) => expect(y).toBeCloseTo((first![i]! + second![i]!) / 2, 2));
  });

  test("leaves out what is not there, and still draws the rest", async () => {
    const [line] = pathsIn(await drawFigure(figure([[0.1, null, 0.4]])), COLOURS.blue);
    expect(line).toHaveLength(2);
  });

  test("marks a single phase, which no line could show", async () => {
    expect(await drawFigure(figure([[0.5]]))).toContain("<circle");
    expect(await drawFigure(figure(LINES))).not.toContain("<circle");
  });

  test("is equal for equal figures", async () => {
    expect(await drawFigure(figure(LINES))).toBe(await drawFigure(figure(LINES)));
  });
});
