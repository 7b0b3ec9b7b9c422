import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An array as it was read: its elements in C order. */
export interface ReadArray {
  readonly type: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Written from the description of the format in NumPy's manual, not from what coplay writes. */
function readBySpecification(path: string): ReadArray {
  const bytes = readFileSync(path);
  if (bytes[0] !== 0x93 || bytes.toString("latin1", 1, 6) !== "NUMPY") throw new Error("no magic string");
  if (bytes[6] !== 1 || bytes[7] !== 0) throw new Error("not version 1.0");
  const length = bytes.readUInt16LE(8);
  if ((10 + length) % 64 !== 0) throw new Error("the data are not aligned");
  const header = bytes.toString("latin1", 10, 10 + length);
  const fields = /^\{'descr': '(..\d)', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n$/.exec(header);
  if (fields === null) throw new Error(`not a header: ${header}`);
  const type = fields[1]!;
  const shape = fields[2]!
    .split(",")
    .filter((size) => size.trim() !== "")
    .map(Number);
  const data = new DataView(bytes.buffer, bytes.byteOffset + 10 + length, bytes.length - 10 - length);
  const size = Number(type[2]);
  const read: Readonly<Record<string, (at: number) => number>> = {
    "|u1": (at) => data.getUint8(at),
    "<u2": (at) => data.getUint16(at, true),
    "<i4": (at) => data.getInt32(at, true),
    "<f4": (at) => data.getFloat32(at, true),
  };
  const count = shape.reduce((product, each) => product * each, 1);
  if (data.byteLength !== count * size) throw new Error("not as many elements as the shape says");
  return { type, shape, values: Array.from({ length: count }, (_, i) => read[type]!(i * size)) };
}

const SCRIPT = `
import json, pathlib, sys, numpy
def read(path):
    a = numpy.load(path)
    return {"type": a.dtype.str, "shape": a.shape, "values": a.astype(float).ravel().tolist()}
print(json.dumps({path.stem: read(path) for path in pathlib.Path(sys.argv[1]).glob("*.npy")}))
`;

/** The arrays of a folder, by their files' names. */
export type ReadArrays = Readonly<Record<string, ReadArray>>;

/** Reads the .npy files of a folder as the format's description has it. */
export const readArrays = (folder: string): ReadArrays =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith(".npy"))
      .map((name) => [name.slice(0, -".npy".length), readBySpecification(join(folder, name))]),
  );

const readByNumpy = (folder: string): ReadArrays =>
  JSON.parse(
    execFileSync("python3", ["-c", SCRIPT, folder], { encoding: "utf8", maxBuffer: 1 << 28 }),
  ) as ReadArrays;

const hasNumpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;

/** Readers of .npy files: one by the format's description, and NumPy itself where it is installed. */
export const npyReaders: readonly (readonly [name: string, read: (folder: string) => ReadArrays])[] = [
  ["the format's description", readArrays],
  ...(hasNumpy ? [["NumPy", readByNumpy] as const] : []),
];
