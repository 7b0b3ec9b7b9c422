import { expect, test } from "vitest";
import { zeroDeterminant } from "../../../src/stats/estimators/zero-determinant.ts";

const axelrod = { R: 3, S: 0, T: 5, P: 1 };

test("Extort-2 is a zero-determinant strategy of slope 2", () => {
  const { sse, chi } = zeroDeterminant([8 / 9, 1 / 2, 1 / 3, 0], axelrod);
  expect(sse).toBeCloseTo(0, 12);
  expect(chi).toBeCloseTo(2, 12);
});

test("tit for tat is a zero-determinant strategy of slope 1 under any payoffs", () => {
  for (const payoffs of [axelrod, { R: 2, S: 0, T: 3, P: 1 }, { R: -2, S: -10, T: 0, P: -6 }]) {
    const { sse, chi } = zeroDeterminant([1, 0, 1, 0], payoffs);
    expect(sse).toBeCloseTo(0, 12);
    expect(chi).toBeCloseTo(1, 12);
  }
});

test("win-stay, lose-shift is far from all of them, by 21/17", () => {
  expect(zeroDeterminant([1, 0, 0, 1], axelrod).sse).toBeCloseTo(21 / 17, 12);
});

test("an extortioner's slope is found under other payoffs, and does not change with their scale", () => {
  // Press and Dyson's form: p̃ = φ ((S_own − P) − χ (S_other − P)), here with χ = 3, φ = 1/20.
  const { R, S, T, P } = { R: 2, S: -1, T: 3, P: 0 };
  const phi = 1 / 20;
  const chi = 3;
  const p = [
    1 + phi * (R - P - chi * (R - P)),
    1 + phi * (S - P - chi * (T - P)),
    phi * (T - P - chi * (S - P)),
    0,
  ] as const;
  const fit = zeroDeterminant([...p], { R, S, T, P });
  expect(fit.sse).toBeCloseTo(0, 12);
  expect(fit.chi).toBeCloseTo(3, 12);
  expect(fit.x[0]).toBeCloseTo(phi, 12);
  expect(fit.x[1]).toBeCloseTo(-chi * phi, 12);
  const scaled = zeroDeterminant([...p], { R: 20 + 7, S: -10 + 7, T: 30 + 7, P: 7 });
  expect(scaled.chi).toBeCloseTo(3, 10);
});

test("where payoffs do not part the seats there is no slope", () => {
  expect(zeroDeterminant([1, 0, 1, 0], { R: 1, S: 0, T: 0, P: 1 })).toEqual({ sse: 2, chi: null, x: [0, 0] });
  expect(zeroDeterminant([1, 1, 0, 0], { R: 1, S: 1, T: 1, P: 1 })).toEqual({ sse: 0, chi: null, x: [0, 0] });
});
