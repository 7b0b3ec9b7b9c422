import { expect, test } from "vitest";
import { Gathering } from "../../src/store/gathering.ts";

/** A gathering, and what it wrote, batch by batch. */
function gathering(): { readonly kept: Gathering<number>; readonly batches: number[][] } {
  const batches: number[][] = [];
  return { kept: new Gathering((items) => void batches.push([...items])), batches };
}

test("what is added within one turn of the event loop is written at once, in its order", async () => {
  const { kept, batches } = gathering();
  const written = [1, 2, 3].map((item) => kept.add(item));
  expect(batches).toEqual([]);
  await Promise.all(written);
  expect(batches).toEqual([[1, 2, 3]]);
  await kept.add(4);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test("where it cannot be written, everybody hears of it who added something, and nobody who does later", async () => {
  let isFull = true;
  const written: number[] = [];
  const kept = new Gathering<number>((items) => {
    if (isFull) throw new Error("the disk is full");
    written.push(...items);
  });
  const failed = await Promise.allSettled([kept.add(1), kept.add(2)]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isFull = false;
  await kept.add(3);
  expect(written).toEqual([3]);
});

test("what is still gathered can be written at once, once, and is then waited for no longer", async () => {
  const { kept, batches } = gathering();
  const written = Promise.all([kept.add(1), kept.add(2)]);
  kept.flush();
  expect(batches).toEqual([[1, 2]]);
  await written;
  kept.flush();
  await new Promise(setImmediate);
  expect(batches).toEqual([[1, 2]]);
});

test("a failure to write at once is told to those who added, and not to whoever hurried", async () => {
  const kept = new Gathering<number>(() => {
    throw new Error("the disk is full");
  });
  const added = kept.add(1);
  kept.flush();
  await expect(added).rejects.toThrow("the disk is full");
});
