import { expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import {
  fieldOf,
  isAllSettled,
  playedOnce,
  resampled,
  type Field,
} from "../../../src/stats/rankings/field.ts";
import { field, talliesOf } from "./fields.ts";
import { tallied } from "../records.ts";

const matches = ["a CC b DD", "a CD b DD", "a DD b DD", "b CC c CC", "b CC c CC", "a CC c DC", "a CC c CC"];

const scores = ({ meetings }: Field): string[] =>
  meetings.map(({ row, column, rowScore, columnScore }) => `${row}${column} ${rowScore} ${columnScore}`);

test("the order in which matches ended does not matter", () => {
  const tallies = talliesOf(...matches);
  const players = ["a", "b", "c"];
  expect(fieldOf(tallies.toReversed(), players)).toEqual(fieldOf(tallies, players));
});

test("aborted matches are not in the field, and a stranger's are refused", () => {
  const aborted = tallied("a CC", "b CC", { aborted: "timeout" });
  expect(fieldOf([aborted], ["a", "b"]).meetings).toEqual([]);
  expect(() => fieldOf([tallied("a C", "z C")], ["a"])).toThrow("z, who is not in the tournament");
});

test("a resample has as many matches of every pairing, of that pairing's own", () => {
  const whole = field("abc", ...matches);
  const seen = new Set<string>();
  for (const draw of resampled(whole, stream(1), 200)) {
    const drawn = scores(draw);
    expect(drawn.map((line) => line.slice(0, 2))).toEqual(scores(whole).map((line) => line.slice(0, 2)));
    drawn.forEach((line) => {
      expect(scores(whole)).toContain(line);
      seen.add(line);
    });
    expect(draw.repetitions).toEqual(whole.repetitions);
  }
  expect(seen).toEqual(new Set(scores(whole)));
});

test("a pairing whose matches came out alike stays as it is", () => {
  const settled = field("ab", "a CC b DD", "a CC b DD");
  expect(isAllSettled(settled)).toBe(true);
  for (const draw of resampled(settled, stream(1), 5)) expect(scores(draw)).toEqual(scores(settled));
  expect(isAllSettled(field("ab", "a CC b DD", "a CC b DC"))).toBe(false);
});

test("a pairing's draws do not depend on who else plays", () => {
  const alone = [...resampled(field("ab", ...matches.slice(0, 3)), stream(1), 3)].map(scores);
  const three = [...resampled(field("abc", ...matches), stream(1), 3)].map((draw) =>
    scores(draw).slice(0, 3),
  );
  expect(three).toEqual(alone);
});

test("a pairing that was played once is found", () => {
  expect(playedOnce(field("abc", "a C b C", "a C b C"))).toBeNull();
  expect(playedOnce(field("abc", "a C b C", "a C b C", "b C c C"))).toMatchObject({ row: "b", column: "c" });
});
