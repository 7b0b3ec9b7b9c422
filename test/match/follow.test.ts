import { describe, expect, test } from "vitest";
import { follow } from "../../src/match/follow.ts";

describe("those who follow a signal", () => {
  test("are aborted with it, for its reason, however many they are", () => {
    const source = new AbortController();
    const many = Array.from({ length: 1000 }, () => follow(source.signal).controller.signal);
    source.abort("enough");
    expect(many.every(({ aborted, reason }) => aborted && reason === "enough")).toBe(true);
  });

  test("do not abort it, nor one another", () => {
    const source = new AbortController();
    const [one, other] = [follow(source.signal), follow(source.signal)];
    one.controller.abort();
    expect(other.controller.signal.aborted).toBe(false);
    expect(source.signal.aborted).toBe(false);
  });

  test("hear no more of it once they have left", () => {
    const source = new AbortController();
    const { controller, leave } = follow(source.signal);
    leave();
    source.abort();
    expect(controller.signal.aborted).toBe(false);
  });

  test("are aborted from the start where it was before", () => {
    expect(follow(AbortSignal.abort("over")).controller.signal.reason).toBe("over");
  });
});
