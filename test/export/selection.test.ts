import { describe, expect, test } from "vitest";
import { seatsIn, splitOf } from "../../src/export/selection.ts";
import { EVERYTHING } from "./sample.ts";

const match = { row: "a", column: "b", status: "complete" } as const;

describe("seats of a match", () => {
  test.each([
    [{}, ["row", "column"]],
    [{ players: ["a"] }, ["row"]],
    [{ players: ["b"], coPlayers: ["a"] }, ["column"]],
    [{ coPlayers: ["b"] }, ["row"]],
    [{ players: ["a", "b"], seat: "column" }, ["column"]],
    [{ players: ["a"], seat: "column" }, []],
    [{ players: ["a"], coPlayers: ["a"] }, []],
    [{ status: "aborted" }, []],
    [{ status: "all" }, ["row", "column"]],
  ] as const)("that %j takes are %j", (selection, seats) => {
    expect(seatsIn({ ...EVERYTHING, ...selection }, match)).toEqual(seats);
  });
});

describe("the split by pairing", () => {
  const names = Array.from({ length: 100 }, (_, i) => `player-${i}`);
  const pairs = names.flatMap((row, i) => names.slice(i).map((column) => ({ row, column })));
  const of = (seed: number, validation: number) =>
    pairs.map((pair) => splitOf({ ...EVERYTHING, seed, validation }, { ...pair, status: "complete" }));

  test("does not depend on who sits where", () => {
    const turned = pairs.map(({ row, column }) =>
      splitOf({ ...EVERYTHING, seed: 5, validation: 0.3 }, { row: column, column: row, status: "complete" }),
    );
    expect(turned).toEqual(of(5, 0.3));
  });

  test("sends to validation the share that is asked for, within three standard errors", () => {
    const share = of(5, 0.3).filter((split) => split === "validation").length / pairs.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(3 * Math.sqrt((0.3 * 0.7) / pairs.length));
  });

  test("is another one with another seed, and grows with the share", () => {
    expect(of(6, 0.3)).not.toEqual(of(5, 0.3));
    const wider = of(5, 0.6);
    of(5, 0.3).forEach((split, i) => {
      if (split === "validation") expect(wider[i]).toBe("validation");
    });
  });
});
