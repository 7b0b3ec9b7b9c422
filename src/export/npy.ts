import type { NewFolder } from "./folder.ts";
import type { OutputFile, WrittenFile } from "./output.ts";

/** Element types, as NumPy writes them: little-endian where it matters. */
export type NpyType = "|u1" | "<u2" | "<i4" | "<f4";

const MAGIC = Buffer.from("\x93NUMPY\x01\x00", "latin1");
/** The header is padded so that the data begins at a multiple of this. */
const ALIGNMENT = 64;
/** Magic, version and the header's length. */
const PREAMBLE = MAGIC.length + 2;

/**
 * The header of a .npy file of version 1.0, as NumPy documents it (numpy.lib.format): a Python literal, padded with
 * blanks, that ends in a line feed.
 */
function npyHeader(type: NpyType, shape: readonly number[]): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const literal = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((PREAMBLE + literal.length + 1) / ALIGNMENT) * ALIGNMENT - PREAMBLE;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(length);
  return Buffer.concat([MAGIC, size, Buffer.from(`${literal.padEnd(length - 1)}\n`, "latin1")]);
}

/** An array that is written row by row; its shape is known beforehand. */
export interface NpyFile {
  /** Appends rows: the memory of a typed array of the file's type, which may be used anew afterwards. */
  append(rows: Uint8Array | Uint16Array | Int32Array | Float32Array): void;
  /** @throws Error where it has not as many elements as its shape says */
  finish(): WrittenFile;
}

/** Begins an array. */
export function npyFile(folder: NewFolder, path: string, type: NpyType, shape: readonly number[]): NpyFile {
  const file: OutputFile = folder.file(path);
  file.bytes(npyHeader(type, shape));
  let left = shape.reduce((product, size) => product * size, 1);
  return {
    append(rows) {
      left -= rows.length;
      file.bytes(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    },
    finish() {
      if (left !== 0) throw new Error(`${path} lacks ${left} elements`);
      return file.finish(shape[0]);
    },
  };
}
