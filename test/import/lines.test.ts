import fc from "fast-check";
import { expect, test } from "vitest";
import { csvRows } from "../../src/import/csv.ts";
import { blocksOf, type Block } from "../../src/import/lines.ts";
import type { Row } from "../../src/import/columns.ts";

/** Bytes, handed on in pieces that end at these places. */
async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...places, bytes.length]) {
    if (to > from) yield bytes.subarray(from, to);
    from = to;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

test("blocks are whole lines, however the bytes come, and know their lines' numbers", async () => {
  const text = "\ufeffone\nzwö\n\n\u{1F600}\nfive";
  const lines = text.slice(1).split("\n");
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const blocks = await all(blocksOf(inPieces(Buffer.from(text), places), "x"));
      expect(blocks.map((block) => block.text).join("")).toBe(text.slice(1));
      for (const { text: part, line } of blocks) {
        expect(
          lines
            .slice(line - 1)
            .join("\n")
            .startsWith(part),
        ).toBe(true);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("a row of CSV is the same, on the same line, however the bytes come", async () => {
  const text = 'a,b\r\n1,"x\r\ny"\r\n\r\n"3,",4\n5,"""6"""';
  const options = { delimiter: ",", section: null, neutralised: false };
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const blocks: AsyncIterable<Block> = blocksOf(inPieces(Buffer.from(text), places), "x");
      const rows: Row[] = (await all(csvRows(blocks, "x", ["b", "a"], options))).flat();
      expect(rows).toEqual([
        { line: 2, values: ["x\ny", "1"] },
        { line: 5, values: ["4", "3,"] },
        { line: 6, values: ['"6"', "5"] },
      ]);
    }),
    { seed: 2, numRuns: 200 },
  );
});

test("an apostrophe that keeps a spreadsheet from running a cell is taken off where it is one", async () => {
  const text = "a\n'=1+1\n'tis\n'-x\n=2\n";
  const rowsWith = async (neutralised: boolean): Promise<unknown[]> => {
    const blocks = blocksOf(inPieces(Buffer.from(text), []), "x");
    const rows = await all(csvRows(blocks, "x", ["a"], { delimiter: ",", section: null, neutralised }));
    return rows.flat().map(({ values }) => values[0]);
  };
  expect(await rowsWith(true)).toEqual(["=1+1", "'tis", "-x", "=2"]);
  expect(await rowsWith(false)).toEqual(["'=1+1", "'tis", "'-x", "=2"]);
});
