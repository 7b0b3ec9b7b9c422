import { LineCounter, parseDocument } from "yaml";
import { SpecError } from "../core/errors.ts";
import { formatPath, type Path } from "../core/faults.ts";

/** A file's data, and where in the file each part of it stands. */
export interface ParsedFile {
  readonly data: unknown;
  /** A place for messages: `tournaments/x.yaml:12, players[3]`. */
  readonly place: (path: Path) => string;
}

/** A kind of file, in the words of messages about one that cannot be read. */
export interface FileKind {
  /** What one file holds one of: "tournament". */
  readonly holds: string;
  /** What it is made of: "a mapping of keys such as players and turns". */
  readonly is: string;
  readonly hint: string;
}

/**
 * Reads YAML text.
 *
 * @param file what to call the file in messages
 * @throws SpecError where the text is not YAML, is empty, or is no mapping of keys
 */
export function parseYaml(text: string, file: string, { holds, is, hint }: FileKind): ParsedFile {
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
      hint,
      cause,
    });
  const [error] = document.errors;
  if (error !== undefined) {
    const fault = error.code === "MULTIPLE_DOCS" ? `a file holds one ${holds}` : error.message;
    throw invalid(fault, lines.linePos(error.pos[0]).line, error);
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (cause) {
    throw invalid((cause as Error).message, undefined, cause); // aliases without an anchor, or too many of them
  }
  if (data === null || data === undefined) throw new SpecError("the file is empty", { place: file, hint });
  if (typeof data !== "object" || Array.isArray(data)) {
    throw new SpecError(`a ${holds} file is ${is}`, { place: file });
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
