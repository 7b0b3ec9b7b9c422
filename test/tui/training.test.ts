import { describe, expect, test } from "vitest";
import { drawn } from "../../src/tui/braille.ts";
import { curvesOf, metRows, rangeOf } from "../../src/tui/curves.ts";
import { askedToStop, ended, paceAt, told, waitingFor } from "../../src/tui/training.ts";
import { layoutOf } from "../../src/tui/training-layout.ts";
import { after, mixed, newsOf, pointAt } from "./trainings.tsx";

describe("a training that is told of", () => {
  test("waits, runs, and is complete", () => {
    expect(waitingFor(mixed)).toMatchObject({ status: "waiting", step: 0, of: 20 });
    const running = after(newsOf(3));
    expect(running).toMatchObject({ status: "running", step: 3, of: 20, doing: null });
    expect(told(running, { kind: "finished", state: null }, 1)).toMatchObject({
      status: "complete",
      step: 20,
    });
  });

  test("says what is under way until the next point", () => {
    const running = told(after(newsOf(1)), { kind: "progress", step: 2, what: "playing", done: 0.5 }, 0);
    expect(running.doing).toEqual({ what: "playing", done: 0.5 });
    expect(told(running, { kind: "point", point: pointAt(2), of: 20 }, 0).doing).toBeNull();
  });

  test("keeps the points of earlier sittings before its own", () => {
    const resumed = told(
      waitingFor({ ...mixed, earlier: [pointAt(1), pointAt(2)] }),
      { kind: "started", step: 2, of: 20 },
      0,
    );
    const points = told(resumed, { kind: "point", point: pointAt(3), of: 20 }, 5000).points;
    expect(points.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  test("is stopped where its events end before it has finished, and only then", () => {
    const running = after(newsOf(2));
    expect(askedToStop(running).status).toBe("stopping");
    expect(ended(askedToStop(running), 9).status).toBe("stopped");
    const complete = told(running, { kind: "finished", state: null }, 7);
    expect(ended(askedToStop(complete), 9)).toBe(complete);
  });

  test("asked to stop before it has started stays asked", () => {
    const asked = askedToStop(waitingFor(mixed));
    expect(told(asked, { kind: "started", step: 0, of: 20 }, 0).status).toBe("stopping");
  });
});

describe("the pace of a training", () => {
  test("is not known before its second point: the first step has all that comes before it", () => {
    const unknown = { turnsPerSecond: null, leftMs: null };
    expect(paceAt(waitingFor(mixed), 99)).toEqual({ share: 0, elapsedMs: 0, ...unknown });
    expect(paceAt(after(newsOf(0)), 3000)).toEqual({ share: 0, elapsedMs: 3000, ...unknown });
    expect(paceAt(after(newsOf(1)), 10_000)).toEqual({ share: 0.05, elapsedMs: 10_000, ...unknown });
  });

  test("is that of its latest steps", () => {
    // The first point has 4,096,000 turns, and each one after it 96,000 more, every ten seconds.
    const pace = paceAt(after(newsOf(12)), 120_000);
    expect(pace.turnsPerSecond).toBeCloseTo(9600);
    expect(pace).toMatchObject({ share: 0.6, elapsedMs: 120_000, leftMs: 80_000 });
  });

  test("counts time that passes within a step, and never below nothing", () => {
    const running = after(newsOf(12));
    expect(paceAt(running, 124_000).leftMs).toBe(76_000);
    expect(paceAt(running, 999_000).leftMs).toBe(0);
  });

  test("is of this sitting where the training goes on from an earlier one", () => {
    const started = told(
      waitingFor({ ...mixed, earlier: [pointAt(9)] }),
      { kind: "started", step: 9, of: 20 },
      0,
    );
    const tenth = told(started, { kind: "point", point: pointAt(10), of: 20 }, 9000);
    const pace = paceAt(told(tenth, { kind: "point", point: pointAt(11), of: 20 }, 11_000), 11_000);
    expect(pace.turnsPerSecond).toBeCloseTo(48_000);
    expect(pace.leftMs).toBe(18_000);
  });
});

describe("curves", () => {
  const points = [1, 2, 3].map((step) => pointAt(step));

  test("are of one learner: payoff and cooperation by kind of co-player, probes and losses", () => {
    const [payoff, cooperation, probes, loss] = curvesOf(points, 1);
    expect(payoff!.lines.map(({ name }) => name)).toEqual(["learners", "tabular"]);
    expect(cooperation!.lines[1]).toEqual({ name: "tabular", spots: [1, 2, 3].map((x) => ({ x, y: 0.08 })) });
    expect(probes!.lines.map(({ name }) => name)).toEqual(["tit-for-tat", "cooperator", "defector"]);
    const [, , ofTheFirst] = curvesOf(points, 0);
    expect(ofTheFirst!.lines[0]!.spots[2]!.y).toBeGreaterThan(probes!.lines[0]!.spots[2]!.y);
    expect(loss!.lines.map(({ name }) => name)).toEqual(["own", "coPlayer"]);
  });

  test("that nobody measured are left out", () => {
    const bare = points.map((point) => ({
      ...point,
      learners: point.learners.map(({ probes: _, ...own }) => ({ ...own, losses: {} })),
    }));
    expect(curvesOf(bare, 0).map(({ title }) => title)).toEqual(["Payoff per turn", "Cooperation"]);
    expect(curvesOf([], 0).map(({ title }) => title)).toEqual(["Payoff per turn", "Cooperation"]);
  });

  test("leave out figures that are no numbers", () => {
    const broken = { ...pointAt(4), learners: [{ learner: "1", losses: { own: NaN }, against: {} }] };
    const loss = curvesOf([...points, broken], 0).at(-1)!;
    expect(loss.lines.find(({ name }) => name === "own")!.spots).toHaveLength(3);
  });

  test("have axes that end at round figures", () => {
    const line = (...ys: number[]) => [{ name: "a", spots: ys.map((y, x) => ({ x, y })) }];
    expect(rangeOf(line(0.13, 0.87))).toEqual({ low: 0, high: 1 });
    expect(rangeOf(line(-1, 2)).low).toBe(-1);
    expect(rangeOf(line(5, 5)).low).toBeLessThan(rangeOf(line(5, 5)).high);
    expect(rangeOf([])).toEqual({ low: 0, high: 1 });
  });

  test("end in a table of the latest figures, co-players before probes", () => {
    expect(metRows(points, 0).map(({ kind }) => kind)).toEqual([
      "learners",
      "tabular",
      "probe tit-for-tat",
      "probe cooperator",
      "probe defector",
    ]);
    expect(metRows([], 0)).toEqual([]);
  });
});

describe("a drawing in braille", () => {
  const unit = { low: 0, high: 1 };
  const text = (lines: readonly (readonly [number, number])[][], columns: number, rows: number): string[] =>
    drawn(
      lines.map((spots, i) => ({ name: String(i), spots: spots.map(([x, y]) => ({ x, y })) })),
      { columns, rows },
      unit,
      unit,
    ).cells.map((row) => row.join(""));

  test("joins spots by straight lines", () => {
    expect(
      text(
        [
          [
            [0, 0],
            [1, 1],
          ],
        ],
        4,
        2,
      ),
    ).toEqual(["  ⡠⠊", "⡠⠊  "]);
  });

  test("shows a lone spot, and ends of the axes in the corners", () => {
    expect(text([[[0, 1]]], 2, 1)).toEqual(["⠁ "]);
    expect(text([[[1, 0]]], 2, 1)).toEqual([" ⢀"]);
  });

  test("draws the mean of spots that share a column of dots", () => {
    expect(
      text(
        [
          [
            [0, 0],
            [0, 1],
          ],
        ],
        1,
        1,
      ),
    ).toEqual(text([[[0, 0.5]]], 1, 1));
  });

  test("keeps what lies beyond the axes at their ends", () => {
    expect(
      text(
        [
          [
            [0, 7],
            [1, -7],
          ],
        ],
        1,
        1,
      ),
    ).toEqual(
      text(
        [
          [
            [0, 1],
            [1, 0],
          ],
        ],
        1,
        1,
      ),
    );
  });

  test("gives a cell that two lines share to the first", () => {
    const flat = (y: number) => ({
      name: "",
      spots: [
        { x: 0, y },
        { x: 1, y },
      ],
    });
    const { owners } = drawn([flat(0), flat(0.05), flat(1)], { columns: 2, rows: 2 }, unit, unit);
    expect(owners).toEqual([
      [2, 2],
      [0, 0],
    ]);
  });
});

describe("the layout of charts", () => {
  const all = { curves: 4, chosen: 3, figures: 5, isLarge: false };

  test("shows all curves in a common terminal, and the table of figures where there is room for it", () => {
    expect(layoutOf({ width: 78, height: 15 }, all)).toMatchObject({
      across: 2,
      down: 2,
      first: 0,
      table: 0,
    });
    expect(layoutOf({ width: 118, height: 32 }, all)).toMatchObject({ across: 2, down: 2, table: 7 });
  });

  test("shows the page that the chosen curve is on where they do not all fit", () => {
    expect(layoutOf({ width: 78, height: 10 }, all)).toMatchObject({ across: 2, down: 1, first: 2 });
    expect(layoutOf({ width: 40, height: 8 }, all)).toMatchObject({ across: 1, down: 1, first: 3 });
  });

  test("gives the whole body to one curve that is wanted large", () => {
    const large = layoutOf({ width: 78, height: 15 }, { ...all, chosen: 1, isLarge: true });
    expect(large).toMatchObject({ across: 1, down: 1, first: 1, width: 78 });
  });
});
