import { isUtf8 } from "node:buffer";
import { faultAt } from "./fault.ts";

/** Some whole lines of a file. */
export interface Block {
  readonly text: string;
  /** The number of the first of them, from 1. */
  readonly line: number;
}

/** Longer lines, in bytes, are no rows: more often it is a file without line breaks. */
export const LONGEST_LINE = 1 << 25;

const LINE_BREAK = 0x0a;
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Cuts a file's content into blocks of whole lines, so that what reads them never waits for the rest of one. A byte
 * order mark at the beginning is dropped.
 *
 * @throws SpecError for a line that is too long or not UTF-8
 */
export async function* blocksOf(
  content: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Block, void, undefined> {
  let begun: Uint8Array[] = [];
  let begunLength = 0;
  let line = 1;
  const blockOf = (bytes: Uint8Array): Block => {
    if (!isUtf8(bytes)) throw notUtf8(bytes, line, file);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
    const block = { text: line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text, line };
    line += countBreaks(bytes);
    return block;
  };

  for await (const chunk of content) {
    const end = chunk.lastIndexOf(LINE_BREAK) + 1;
    if (end > 0) {
      yield blockOf(
        begunLength === 0 ? chunk.subarray(0, end) : Buffer.concat([...begun, chunk.subarray(0, end)]),
      );
      begun = [];
      begunLength = 0;
    }
    if (end < chunk.length) {
      begun.push(chunk.subarray(end));
      begunLength += chunk.length - end;
    }
    if (begunLength > LONGEST_LINE) {
      throw faultAt(
        { file, line },
        `the line is longer than ${LONGEST_LINE / (1 << 20)} MB`,
        "Every row must have a line of its own.",
      );
    }
  }
  if (begunLength > 0) yield blockOf(Buffer.concat(begun));
}

function countBreaks(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_BREAK); at >= 0; at = bytes.indexOf(LINE_BREAK, at + 1)) count++;
  return count;
}

function notUtf8(bytes: Uint8Array, firstLine: number, file: string): Error {
  let line = firstLine;
  for (let from = 0; from < bytes.length; line++) {
    const found = bytes.indexOf(LINE_BREAK, from);
    const end = found < 0 ? bytes.length : found + 1;
    if (!isUtf8(bytes.subarray(from, end))) break;
    from = end;
  }
  return faultAt(
    { file, line },
    "the text is not UTF-8",
    "Convert it, such as with iconv -f LATIN1 -t UTF-8.",
  );
}
