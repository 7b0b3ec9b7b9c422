import { createHash, type Hash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { SpecError } from "../core/errors.ts";

const UNREADABLE: Readonly<Record<string, readonly [fault: string, hint?: string]>> = {
  ENOENT: ["there is no such file"],
  EISDIR: ["this is a directory", "Name the files in it."],
  EACCES: ["the file may not be read", "Check its permissions."],
};

/**
 * The content of a file, unpacked where it is gzip's, whatever its name.
 *
 * @throws SpecError where the file cannot be read, and where it is called .gz and is not, or its data are damaged
 */
export async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  const head = explained(file, () => headOf(file));
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (!isGzip && file.endsWith(".gz") && head.length > 0) {
    throw new SpecError("the name ends in .gz, but the content is not gzip's", { place: file });
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new SpecError("the text is UTF-16, not UTF-8", {
      place: file,
      hint: "Convert it: iconv -f UTF-16 -t UTF-8.",
    });
  }
  const raw = createReadStream(file, { highWaterMark: 1 << 18 });
  try {
    yield* isGzip ? unpacked(raw) : (raw as AsyncIterable<Uint8Array>);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith("Z_") !== true) throw readFailure(file, error);
    const fault = code === "Z_BUF_ERROR" ? "they end too early" : message;
    throw new SpecError(`the gzip data are damaged: ${fault}`, { place: file, cause: error });
  } finally {
    raw.destroy();
  }
}

/** SHA-256 of a file as it lies on the disk, in hexadecimal. */
export async function digestOf(file: string): Promise<string> {
  const hash: Hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  } catch (error) {
    throw readFailure(file, error);
  }
  return hash.digest("hex");
}

function unpacked(raw: Readable): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  // Errors of either reach whoever iterates.
  pipeline(raw, gunzip, () => undefined);
  return gunzip as AsyncIterable<Uint8Array>;
}

/** The first bytes of a file, two at most. */
function headOf(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const head = new Uint8Array(2);
    return head.subarray(0, readSync(file, head, 0, 2, 0));
  } finally {
    closeSync(file);
  }
}

function explained<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw readFailure(file, error);
  }
}

function readFailure(file: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === undefined) return cause;
  const [fault, hint] = UNREADABLE[code] ?? [message];
  return new SpecError(fault, { place: file, hint, cause });
}
