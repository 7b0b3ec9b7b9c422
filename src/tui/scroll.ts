/** The part of a list that is seen. */
export interface Window {
  readonly first: number;
  /** Number of items, not more than there are. */
  readonly size: number;
  readonly total: number;
}

/** The part that has the cursor in its middle, as far as the ends of the list allow. */
export function windowAround(cursor: number, room: number, total: number): Window {
  const size = Math.max(0, Math.min(room, total));
  const first = Math.max(0, Math.min(cursor - Math.floor(size / 2), total - size));
  return { first, size, total };
}

/** A scroll bar, one mark a line; empty where everything is seen. */
export function scrollBar({ first, size, total }: Window): readonly string[] {
  if (size >= total) return [];
  const thumb = Math.max(1, Math.round((size * size) / total));
  const top = Math.round((first / (total - size)) * (size - thumb));
  return Array.from({ length: size }, (_, line) => (line >= top && line < top + thumb ? "┃" : "│"));
}
