/** Cheap talk: what may be said before every turn. */
export interface Talk {
  /** Messages of each seat before every turn, at least 1; both speak at the same time. */
  readonly messages: number;
  /** Longest message, in characters; what is longer is cut. */
  readonly maxLength: number;
  /** What players that cannot talk say each time; the empty text for silence. */
  readonly line: string;
}

/** A text cut to so many characters, counted as code points: none is cut in half. */
export function cutTo(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let cut = "";
  let length = 0;
  for (const character of text) {
    if (length++ === maxLength) break;
    cut += character;
  }
  return cut;
}
