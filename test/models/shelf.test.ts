import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CheckpointError, SpecError } from "../../src/core/errors.ts";
import { shelved, shelvedNamed } from "../../src/models/shelf.ts";
import { temporaryFolder } from "./sample.ts";

/** Two folders with files of these names. */
function shelf(own: readonly string[], shipped: readonly string[]): readonly [own: string, shipped: string] {
  const folder = temporaryFolder();
  const made = ([name, files]: readonly [string, readonly string[]]): string => {
    mkdirSync(join(folder, name));
    for (const file of files) writeFileSync(join(folder, name, file), "");
    return join(folder, name);
  };
  return [made(["own", own]), made(["shipped", shipped])];
}

describe("trained models with names", () => {
  test("are the JSON files of both folders, in the order of their names", () => {
    const files = ["b.json", "b.state", "c.json.17.partial", ".json"];
    const [own, shipped] = shelf(files, ["a.json", "c.json"]);
    expect(shelved(own, shipped).map(({ name, isShipped }) => [name, isShipped])).toEqual([
      ["a", true],
      ["b", false],
      ["c", true],
    ]);
  });

  test("that were trained here go before those that come with coplay", () => {
    const [own, shipped] = shelf(["a.json"], ["a.json"]);
    expect(shelved(own, shipped)).toEqual([{ name: "a", path: join(own, "a.json"), isShipped: false }]);
  });

  test("are none where there are no folders", () => {
    const folder = temporaryFolder();
    expect(shelved(join(folder, "a"), join(folder, "b"))).toEqual([]);
  });

  test("are not looked for in what is no folder", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a"), "");
    expect(() => shelved(join(folder, "a"), join(folder, "b"))).toThrow(CheckpointError);
  });
});

describe("a name that no trained model has", () => {
  const hintFor = (name: string, files: readonly string[]): [message: string, hint: string | undefined] => {
    try {
      shelvedNamed(name, shelved(...shelf(files, [])));
    } catch (error) {
      if (error instanceof SpecError) return [error.message, error.hint];
      throw error;
    }
    throw new Error("it was found");
  };

  test("is answered with the nearest there is, and with all of them", () => {
    expect(hintFor("extortor", ["cooperator-1.json", "extorter.json"])).toEqual([
      'unknown trained model "extortor"',
      "Did you mean trained/extorter? There are cooperator-1, extorter.",
    ]);
  });

  test("is answered with how to make one where there are none", () => {
    expect(hintFor("x", [])[1]).toBe("There is none yet: `coplay train` makes one.");
    expect(hintFor("", [])[0]).toBe("a trained model has a name");
  });
});
