/*
 * Observable Plot draws into a document that linkedom makes up. What comes out is made fit to stand in any page: no style
 * sheet and no style attributes, which a strict page refuses, no ids, and no more digits than a screen has.
 */
import type * as PlotModule from "@observablehq/plot";

/** What drawings are made of. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Elements of SVG. */
  readonly body: string;
}

/** Draws plots; both libraries are loaded when the first one is. */
export interface Plotter {
  readonly Plot: typeof PlotModule;
  readonly draw: (
    options: PlotModule.PlotOptions & { readonly width: number; readonly height: number },
  ) => Drawing;
}

/** Loads what draws. */
export async function plotter(): Promise<Plotter> {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  // Types of documents belong to browsers, and are not loaded here: what is needed of them is said in place.
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as { document: never };
  const draw: Plotter["draw"] = (options) => {
    const plot = Plot.plot({ ...options, document, className: "plot" });
    const { outerHTML } = plot as unknown as { readonly outerHTML: string };
    return { width: options.width, height: options.height, body: cleaned(outerHTML) };
  };
  return { Plot, draw };
}

function cleaned(svg: string): string {
  return svg
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/^<svg[^>]*>/, '<g font-size="12" text-anchor="middle" fill="currentColor">')
    .replace(/<\/svg>$/, "</g>")
    .replace(/<[^>]*>/g, (tag) =>
      tag
        .replace(/\d+\.\d{3,}/g, (digits) => String(Number(Number(digits).toFixed(2))))
        .replace(/ style="[^"]*"/, ""),
    );
}
