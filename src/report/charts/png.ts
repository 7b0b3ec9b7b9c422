import { CoplayError } from "../../core/errors.ts";

/** Pixels for each unit of the drawing: sharp on dense screens, and in print. */
const SCALE = 2;

/** The widest and tallest that is drawn; beyond, the picture is scaled down. */
const MOST_PIXELS = 8000;

/**
 * An SVG as a PNG, with the machine's fonts.
 *
 * @throws CoplayError where the machine has no font that text can be drawn with: it would be missing
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const font = { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  const [, width = "1", height = "1"] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const probe = new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15" font-family="sans-serif">M</text></svg>',
    { font },
  );
  if (probe.innerBBox() === undefined) {
    throw new CoplayError("there is no font on this machine, so that a PNG would have no text", {
      hint: "Install one (apt install fonts-dejavu-core), or write an SVG.",
    });
  }
  const scale = Math.min(SCALE, MOST_PIXELS / Math.max(Number(width), Number(height)));
  return new Resvg(svg, { font, fitTo: { mode: "zoom", value: scale } }).render().asPng();
}
