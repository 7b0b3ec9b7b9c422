import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { fsm, machineMemory, parseMachine, writeMachine } from "../../src/strategies/fsm.ts";
import { namedMachines } from "../../src/strategies/machines.ts";
import { titForTat } from "../../src/strategies/tit-for-tat.ts";
import { respond } from "./play.ts";

/** A word of random moves. */
function randomWord(seed: number, length: number): string {
  const random = stream("word", seed);
  return Array.from({ length }, () => "CD"[random.below(2)]!).join("");
}

/** Whether the last `memory` turns settle the next move in many matches against random words. */
function settles(player: (typeof namedMachines)[number], memory: number): boolean {
  const seen = new Map<string, string>();
  for (let seed = 0; seed < 300; seed++) {
    const word = randomWord(seed, 60);
    const own = respond(player.create(), word);
    for (let turn = 0; turn < own.length; turn++) {
      const from = Math.max(0, turn - memory);
      const past = `${turn < memory ? "from the start" : ""} ${own.slice(from, turn)} ${word.slice(from, turn)}`;
      const known = seen.get(past);
      if (known !== undefined && known !== own[turn]) return false;
      seen.set(past, own[turn]!);
    }
  }
  return true;
}

describe("finite-state machines", () => {
  test("play tit for tat by default", () => {
    const word = randomWord(0, 50);
    expect(respond(fsm.create(), word)).toBe(respond(titForTat.create(), word));
  });

  test("are written as they are read, gaps included", () => {
    const word = "2C10D//0D0C////////2D10C";
    expect(writeMachine(parseMachine(word)!)).toBe(word);
  });

  test("stand in an id by their rows", () => {
    const machine = fsm.create({ transitions: "1D2C/2C0D/2C1D", state: 0, first: "D" });
    expect(machine.id).toBe("fsm(transitions=1D2C/2C0D/2C1D, first=D)");
  });

  test("refuse rows that lead nowhere, and a state without a row", () => {
    expect(parseMachine("1C2D/0C0D")).toBeUndefined();
    expect(() => fsm.create({ transitions: "0C3D" })).toThrow(/transitions must be rows such as 0C1D\/1D0D/);
    expect(() => fsm.create({ transitions: "/1C1D" })).toThrow(
      /state must be one that the machine has, got 0/,
    );
  });

  test("know how far back they look", () => {
    const memoryOf = (word: string, first: 0 | 1): number => machineMemory(parseMachine(word)!, 0, first);
    expect(memoryOf("0C0C", 0)).toBe(0);
    expect(memoryOf("0C0D", 0)).toBe(1);
    expect(memoryOf("0C1C/0C1D", 0)).toBe(2); // tit for two tats
    expect(memoryOf("0C1D/1D1D", 0)).toBe(1); // grim trigger sees by its own D
    expect(memoryOf("1C1C/0C0D", 0)).toBe(Infinity);
  });

  test.each(namedMachines)("$id looks back no further than it says, and no less", (entry) => {
    const { memory } = entry.create();
    if (memory !== Infinity) expect(settles(entry, memory)).toBe(true);
    expect(settles(entry, Math.min(memory - 1, 4))).toBe(false);
  });
});
