import { expect, test } from "vitest";
import { CoplayError } from "../../../src/core/errors.ts";
import { gruKernel } from "../../../src/models/kernels/gru-kernel.ts";

test("kernels that would need more memory than there is are refused with how much that is", () => {
  const kernel = gruKernel(512, 3);
  expect(() => kernel.episodes(10_000, 65_536)).toThrow(CoplayError);
  expect(() => kernel.episodes(10_000, 65_536)).toThrow(/need \d+\.\d GB, and they can have 4 at most/);
});
