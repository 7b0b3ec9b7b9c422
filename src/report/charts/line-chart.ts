/*
 * Charts as SVG, for documents: text stays text, and nothing is fetched. Observable Plot draws into a document that
 * linkedom makes up; both are loaded when the first chart is drawn.
 */

/** Lines of one thing, one a seed, and their mean. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  /** Figures from x = 1 on; null where there is none. */
  readonly lines: readonly (readonly (number | null)[])[];
}

/** One plot of a figure. */
export interface Panel {
  readonly title: string;
  /** What stands below the x axis. */
  readonly along: string;
  readonly domain: readonly [low: number, high: number];
  readonly series: readonly Series[];
  /** Levels to look at, such as a threshold, drawn dashed. */
  readonly levels?: readonly number[];
}

/** Panels side by side, with one legend. */
export interface Figure {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly Panel[];
}

/** Colours that people with any kind of colour vision can tell apart. */
export const COLOURS = {
  blue: "#0072b2",
  vermilion: "#d55e00",
  green: "#009e73",
  purple: "#aa4499",
  amber: "#c98500",
  grey: "#5f5f5f",
} as const;

const PANEL = { width: 430, height: 280, gap: 20 };
const MARGIN = 18;
const HEAD = 84;
const FONT = "font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\"";

/** Draws a figure; equal figures give equal text. */
export async function drawFigure({ title, subtitle, panels }: Figure): Promise<string> {
  const draw = await panelDrawer();
  const width = 2 * MARGIN + panels.length * PANEL.width + (panels.length - 1) * PANEL.gap;
  const height = HEAD + PANEL.height + MARGIN;
  const drawn = panels.map((panel, i) => {
    const x = MARGIN + i * (PANEL.width + PANEL.gap);
    return `<svg x="${x}" y="${HEAD}" width="${PANEL.width}" height="${PANEL.height}">${draw(panel)}</svg>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT} role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${MARGIN}" y="30" font-size="18" font-weight="600" fill="#1a1a1a">${escaped(title)}</text>`,
    `<text x="${MARGIN}" y="50" font-size="12.5" fill="#555">${escaped(subtitle)}</text>`,
    legend(panels),
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

/** Every name once, in its colour. Widths are reckoned generously: there is no font to measure. */
function legend(panels: readonly Panel[]): string {
  const colours = new Map(panels.flatMap(({ series }) => series.map(({ name, colour }) => [name, colour])));
  let x = MARGIN;
  const entries = [...colours].map(([name, colour]) => {
    const at = x;
    x += 44 + name.length * 7;
    return `<line x1="${at}" x2="${at + 20}" y1="68" y2="68" stroke="${colour}" stroke-width="3"/><text x="${at + 26}" y="72" font-size="12.5" fill="#1a1a1a">${escaped(name)}</text>`;
  });
  return entries.join("\n");
}

async function panelDrawer(): Promise<(panel: Panel) => string> {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  // Types of documents belong to browsers, and are not loaded here: what is needed of them is said in place.
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as { document: never };
  return ({ title, along, domain, series, levels = [] }) => {
    const most = Math.max(1, ...series.flatMap(({ lines }) => lines.map((line) => line.length)));
    // Where every seed has few figures, a line of one of them would not show.
    const isShort = most <= 3;
    const marks = series.flatMap(({ colour, lines }) => {
      const seeds = lines.flatMap((line, seed) => pointsOf(line).map((point) => ({ ...point, seed })));
      const mean = pointsOf(meanLine(lines));
      return [
        Plot.lineY(seeds, { x: "x", y: "y", z: "seed", stroke: colour, strokeWidth: 1, strokeOpacity: 0.35 }),
        Plot.lineY(mean, { x: "x", y: "y", stroke: colour, strokeWidth: 2.5 }),
        ...(isShort ? [Plot.dot(mean, { x: "x", y: "y", fill: colour, r: 3.5 })] : []),
      ];
    });
    const plot = Plot.plot({
      document,
      className: "plot",
      width: PANEL.width,
      height: PANEL.height,
      marginLeft: 44,
      marginRight: 12,
      marginBottom: 40,
      marginTop: 30,
      style: { background: "none", fontSize: "12px", color: "#333" },
      x: {
        domain: [most === 1 ? 0 : 1, most === 1 ? 2 : most],
        label: along,
        labelArrow: "none",
        labelAnchor: "center",
        ticks: ticksFor(most),
        tickFormat: String,
      },
      y: { domain: [...domain], label: title, labelArrow: "none", grid: true, ticks: 5 },
      marks: [Plot.ruleY([...levels], { stroke: "#888", strokeDasharray: "4 4" }), ...marks],
    });
    const { outerHTML } = plot as unknown as { readonly outerHTML: string };
    // Its style sheet is about pages that a chart stands in.
    return outerHTML.replace(/<style>.*?<\/style>/s, "");
  };
}

/** Whole numbers, and the last one among them where there are few. */
const ticksFor = (most: number): number[] => {
  const step = most <= 10 ? 1 : most <= 40 ? 5 : 20;
  const ticks = Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step);
  return most <= 10 ? ticks : [1, ...ticks];
};

interface Point {
  readonly x: number;
  readonly y: number;
}

const pointsOf = (line: readonly (number | null)[]): Point[] =>
  line.flatMap((y, i) => (y === null ? [] : [{ x: i + 1, y }]));

/** The mean of the lines that reach so far. */
function meanLine(lines: readonly (readonly (number | null)[])[]): (number | null)[] {
  const longest = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: longest }, (_, i) => {
    const there = lines.flatMap((line) => line[i] ?? []);
    return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
  });
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
