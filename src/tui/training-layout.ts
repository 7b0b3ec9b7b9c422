/** The least that a chart needs beside and above others, in characters. */
const NARROW = 36;
const LOW = 7;
/** What a chart may lose to the table of figures, and no more. */
const COMFORTABLE = 9;
/** Columns and lines between charts. */
export const GAP = { columns: 2, rows: 1 } as const;

/** Where charts and the table of figures go. */
export interface Layout {
  readonly across: number;
  readonly down: number;
  /** Of each chart. */
  readonly width: number;
  readonly height: number;
  /** The first curve that is shown, of as many as fit. */
  readonly first: number;
  /** Lines for the table of figures, the empty one above it included; 0 for none. */
  readonly table: number;
}

/**
 * Shares the body of the screen out: all curves at once where they fit, or as many as do, the chosen one among them.
 *
 * @param figures rows of the table that there are
 */
export function layoutOf(
  body: { readonly width: number; readonly height: number },
  options: {
    readonly curves: number;
    readonly chosen: number;
    readonly figures: number;
    readonly isLarge: boolean;
  },
): Layout {
  const { curves, chosen, figures, isLarge } = options;
  const fitting = (room: number, least: number, gap: number): number =>
    Math.max(1, Math.floor((room + gap) / (least + gap)));
  const across = isLarge ? 1 : Math.min(2, curves, fitting(body.width, NARROW, GAP.columns));
  const wanted = isLarge ? 1 : Math.ceil(curves / across);
  const down = Math.min(wanted, fitting(body.height, LOW, GAP.rows));
  const needed = down * (COMFORTABLE + GAP.rows) - GAP.rows;
  const full = figures === 0 ? 0 : figures + 2;
  const table = body.height - full >= needed ? full : 0;
  return {
    across,
    down,
    width: Math.floor((body.width - (across - 1) * GAP.columns) / across),
    height: Math.floor((body.height - table - (down - 1) * GAP.rows) / down),
    first: isLarge ? chosen : Math.floor(chosen / (across * down)) * across * down,
    table,
  };
}
