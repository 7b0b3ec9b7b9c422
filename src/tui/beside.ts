import { fittedSpans, span, type Span } from "./spans.ts";

/** Panels on the same lines, each in columns of its own, with a gap between them. */
export function beside(
  panels: readonly (readonly (readonly Span[])[])[],
  widths: readonly number[],
  gap: number,
): readonly (readonly Span[])[] {
  const height = Math.max(...panels.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    panels.flatMap((lines, i) => [
      ...(i === 0 ? [] : [span(" ".repeat(gap))]),
      ...fittedSpans(lines[line] ?? [], widths[i]!),
    ]),
  );
}
