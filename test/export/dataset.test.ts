import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { writeDataset } from "../../src/export/dataset.ts";
import { exportFormats } from "../../src/export/index.ts";
import { newRun, sampleCall, sampleRecords, temporaryFolder } from "../store/sample.ts";
import { BURSTY, exported, logged, reading } from "./sample.ts";

const run = newRun({
  name: "a | b <script>alert(1)</script>\n# c",
  players: ["x", "y", "z", "w", "v", "u"].map((id) => ({ id, kind: "agent", parameters: "{}" })),
});
const records = sampleRecords(run, 3, 6).map((record) => ({ ...record, calls: [sampleCall()] }));

describe.each(exportFormats.map((format) => [format.id, format] as const))(
  "a dataset of %s",
  (id, format) => {
    test("has a manifest that counts and hashes every other file", () => {
      const log = logged(run, records);
      const taken = reading(log.store, [log.id], { validation: 0.5, seed: 1 });
      const { manifest, path } = exported(format, taken);
      expect(JSON.parse(readFileSync(path("manifest.json"), "utf8"))).toEqual(manifest);
      const folder = path("");
      const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(join(folder, name)).isFile() && name !== "manifest.json")
        .sort();
      const files = manifest["files"] as readonly { path: string; bytes: number; sha256: string }[];
      expect(files.map((file) => file.path).sort()).toEqual(found);
      for (const file of files) {
        const content = readFileSync(path(file.path));
        expect([file.bytes, file.sha256], file.path).toEqual([
          content.length,
          createHash("sha256").update(content).digest("hex"),
        ]);
      }
      expect(manifest).toMatchObject({
        coplay: "0.0.0",
        format: id,
        options: { split: 0.5, seed: 1, status: "complete" },
        counts: { matches: records.length, turns: records.length * 6 },
        runs: [{ run: 1, spec_hash: "hash", seed: 7 }],
      });
    });

    test("has a card whose head names every part, and in which names are nothing but names", () => {
      const log = logged(run, records);
      const { path, text } = exported(format, reading(log.store, [log.id], { validation: 0.5, seed: 1 }));
      const card = text("README.md");
      const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(card)!;
      const {
        license,
        pretty_name: name,
        size_categories: sizes,
        configs,
      } = parse(head!) as {
        readonly license: string;
        readonly pretty_name: string;
        readonly size_categories: readonly string[];
        readonly configs: readonly { data_files: readonly { split: string; path: string }[] }[];
      };
      expect(license).toBe("unknown");
      expect(name).toBe(`a | b <script>alert(1)</script> # c (${id})`);
      expect(sizes).toEqual(["n<1K"]);
      for (const { data_files: files } of configs) {
        expect(files.map(({ split }) => split)).toEqual(["train", "validation"]);
        for (const file of files) expect(existsSync(path(file.path)), file.path).toBe(true);
      }
      expect(body).not.toMatch(/(?<!\\)<script/);
      expect(body).not.toMatch(/^# c/m);
      for (const { fields } of format.tables)
        for (const [field] of fields) expect(body).toContain(`\`${field}\``);
    });

    test("is the same, byte for byte, where it is made again", () => {
      const log = logged(run, records);
      const [once, again] = [1, 2].map(() => exported(format, reading(log.store, [log.id], { seed: 3 })));
      expect(again!.text("manifest.json")).toBe(once!.text("manifest.json"));
    });
  },
);

describe("an export", () => {
  test("that is given up leaves nothing behind", () => {
    const log = logged(run, sampleRecords(run, 40, 6));
    const place = join(temporaryFolder(), "dataset");
    const steps = writeDataset({
      reading: reading(log.store, [log.id]),
      format: exportFormats[0]!,
      services: { burstiness: BURSTY, messagesOf: () => [] },
      path: place,
      replace: false,
      version: "0.0.0",
    });
    expect(steps.next()).toEqual({
      done: false,
      value: { of: "matches", done: 250, total: 840, turns: 1500 },
    });
    expect(existsSync(`${place}.partial`)).toBe(true);
    steps.return({});
    expect(readdirSync(dirname(place))).toEqual([]);
  });

  test("of one seat needs a player in it where a format tells both", () => {
    const log = logged(run, records);
    const [jsonl] = exportFormats;
    expect(() => exported(jsonl!, reading(log.store, [log.id], { seat: "row" }))).toThrow(
      "jsonl tells matches from both seats: --seat row alone leaves nothing out",
    );
    const own = exported(jsonl!, reading(log.store, [log.id], { seat: "row", players: ["y"] }));
    expect(new Set(own.lines("train.jsonl").map(({ row }) => row))).toEqual(new Set(["y"]));
  });
});
