import { printable } from "./printable.ts";
import { charactersOf, widthOf } from "./text.ts";

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/;

/** Outside text as printable lines of at most `width` columns: its own lines, folded between words where they are longer. */
export function wrapped(text: string, width: number): readonly string[] {
  return text.split(LINE_ENDS).flatMap((line) => [...folded(printable(line).trimEnd(), width)]);
}

function* folded(line: string, width: number): Generator<string> {
  let current = "";
  let used = 0;
  /** How much of the current line may stay where it has to be cut: up to a blank, or to a letter of a script without. */
  let kept = 0;
  for (const character of charactersOf(line)) {
    const wide = widthOf(character);
    if (used + wide > width && current !== "") {
      const cut = character === " " || kept === 0 ? current.length : kept;
      yield current.slice(0, cut).trimEnd();
      current = current.slice(cut);
      used = widthOf(current);
      kept = 0;
      if (character === " " && current === "") continue;
    }
    current += character;
    used += wide;
    if (wide > 1 || (character === " " && current.trim() !== "")) kept = current.length;
  }
  yield current;
}
