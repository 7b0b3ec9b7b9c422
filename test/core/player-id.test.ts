import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPlayerId, parsePlayerId, type RawValue } from "../../src/core/player-id.ts";

describe("a player id", () => {
  test.each([
    ["tit-for-tat", { name: "tit-for-tat", parameters: {} }],
    ["gtft(generosity=0.1)", { name: "gtft", parameters: { generosity: 0.1 } }],
    [
      " memory-one( p = [1, 0, 0.5, 1] , first=D ) ",
      { name: "memory-one", parameters: { p: [1, 0, 0.5, 1], first: "D" } },
    ],
    ["openai/gpt-5.2(prompt=neutral)", { name: "openai/gpt-5.2", parameters: { prompt: "neutral" } }],
    [
      "compatible/x(base-url=http://127.0.0.1:8080/v1)",
      { name: "compatible/x", parameters: { "base-url": "http://127.0.0.1:8080/v1" } },
    ],
    ['a(say="x, (y) = [z]", flag=true)', { name: "a", parameters: { say: "x, (y) = [z]", flag: true } }],
  ])("%s is read", (text, expected) => {
    expect(parsePlayerId(text)).toEqual(expected);
  });

  test.each([
    ["", "it has no name"],
    ["(p=1)", "it has no name"],
    ["a(p=1", "the closing parenthesis is missing"],
    ["a(p)", '"p" is not key=value'],
    ["a(p=1, p=2)", "p is given twice"],
    ["a(p=[1, 2)", "a list is not closed"],
    ['a(p="x)', "a quoted text is not closed"],
  ])("%s is refused: %s", (text, fault) => {
    expect(() => parsePlayerId(text)).toThrow(fault);
  });

  test("that is written is read back as it was", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const scalar = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      word,
    );
    const value: fc.Arbitrary<RawValue> = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }));
    const id = fc.record({ name: word, parameters: fc.dictionary(word, value, { maxKeys: 4 }) });
    fc.assert(
      fc.property(id, (written) => {
        // -0 and 0 are the same number to a player.
        expect(parsePlayerId(formatPlayerId(written))).toEqual(JSON.parse(JSON.stringify(written)));
      }),
      { seed: 1980, numRuns: 500 },
    );
  });
});
