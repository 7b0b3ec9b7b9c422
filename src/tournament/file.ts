import { LineCounter, parseDocument } from "yaml";
import { SpecError } from "../core/errors.ts";
import { formatPath, type Path } from "../core/faults.ts";

/** A tournament file's data, and where in the file each part of it stands. */
export interface ParsedFile {
  readonly data: unknown;
  /** A place for messages: `tournaments/x.yaml:12, players[3]`. */
  readonly place: (path: Path) => string;
}

/**
 * Reads YAML text.
 *
 * @param file what to call the file in messages
 * @throws SpecError where the text is not YAML, is empty, or is no mapping of keys
 */
export function parseFile(text: string, file: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: "error",
  });
  const invalid = (fault: string, line: number | undefined, cause: unknown): SpecError =>
    new SpecError(`not valid YAML: ${fault.split("\n")[0] ?? ""}`, {
      place: line === undefined ? file : `${file}:${line}`,
      hint: "`coplay init` writes a tournament file to start from.",
      cause,
    });
  const [error] = document.errors;
  if (error !== undefined) {
    const fault = error.code === "MULTIPLE_DOCS" ? "a file holds one tournament" : error.message;
    throw invalid(fault, lines.linePos(error.pos[0]).line, error);
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (cause) {
    throw invalid((cause as Error).message, undefined, cause); // aliases without an anchor, or too many of them
  }
  if (data === null || data === undefined) {
    throw new SpecError("the file is empty", {
      place: file,
      hint: "`coplay init` writes a tournament file to start from.",
    });
  }
  if (typeof data !== "object" || Array.isArray(data)) {
    throw new SpecError("a tournament file is a mapping of keys such as players and turns", { place: file });
  }
  const place = (path: Path): string => {
    const offset = offsetOf(document, path);
    const at = offset === undefined ? file : `${file}:${lines.linePos(offset).line}`;
    return path.length === 0 ? at : `${at}, ${formatPath(path)}`;
  };
  return { data, place };
}

/** Where the node at a path, or its nearest ancestor in the file, begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: readonly number[] | null } | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}
