/** How a cell holds a value for each turn. A list in JSON is always read as one. */
export type SequenceForm = "letters" | "json" | "python" | { readonly separator: string };

/**
 * The values that a cell holds, one a turn.
 *
 * @returns null where the cell is none of the form
 */
export function readSequence(cell: unknown, form: SequenceForm): readonly unknown[] | null {
  if (Array.isArray(cell)) return cell as readonly unknown[];
  if (typeof cell !== "string") return null;
  const text = cell.trim();
  if (typeof form === "object") {
    return text === "" ? [] : text.split(form.separator).map((part) => part.trim());
  }
  switch (form) {
    case "letters":
      return Array.from(text);
    case "json":
      return readJson(text);
    case "python":
      return readPython(text);
  }
}

function readJson(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** One item of a list as Python prints it, and the comma behind it. */
const ITEM = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s'",[\]]+))\s*(,|$)/y;

/** Reads a list as Python's `str` prints it: `['OptionA', 'OptionB']`, `[0, 10]`. */
function readPython(text: string): readonly unknown[] | null {
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  const inside = text.slice(1, -1);
  const items: string[] = [];
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < inside.trimEnd().length) {
    const found = ITEM.exec(inside);
    if (found === null) return null;
    items.push(found[3] ?? (found[1] ?? found[2] ?? "").replaceAll(/\\(.)/g, "$1"));
  }
  return items;
}
