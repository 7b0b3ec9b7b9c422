import { expect, test } from "vitest";
import { countBits } from "../../src/strategies/bits.ts";

test.each([
  [0, 0],
  [0b1011, 3],
  [0x7fffffff, 31],
  [-1, 32],
])("%i has %i bits", (word, bits) => {
  expect(countBits(word)).toBe(bits);
});
