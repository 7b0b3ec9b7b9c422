import { counted } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { clipped } from "../../report/text.ts";
import { faint, strong } from "../palette.ts";
import type { MeasuredProfiles } from "../profile-follower.ts";
import type { ProfileTable } from "../profile-table.ts";
import { fittedSpans, span, spread, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** Whose profiles they are, and which of them are seen: of what group, with fallback moves or without. */
export function ProfileHeader(props: {
  readonly table: ProfileTable;
  readonly progress: MeasuredProfiles["progress"];
  readonly group: number;
  readonly isWithoutFallbacks: boolean;
  readonly width: number;
}) {
  const { table, progress, group, isWithoutFallbacks, width } = props;
  const { by, runs } = table.report;
  const name = table.groups[group] ?? null;
  // Who and what there is to see is known when it has been measured.
  if (progress !== null) return <Line spans={fittedSpans(title(runs), width)} />;
  const seen = [
    ...(isWithoutFallbacks ? ["without fallback moves"] : []),
    ...(by === null ? [] : [printable(`${by}: ${name ?? "all"} (${group + 1}/${table.groups.length})`)]),
  ];
  const right = clipped(seen.join(" · "), Math.floor(width * 0.6));
  const players = span(` · ${counted(table.players.length, "player")}`, faint);
  return <Line spans={spread([...title(runs), players], [span(right, strong)], width)} />;
}

function title(runs: ProfileTable["report"]["runs"]): readonly Span[] {
  const games = [...new Set(runs.map(({ game }) => game))];
  const [run] = runs;
  const one = runs.length === 1 && run !== undefined;
  return [
    span(one ? printable(run.name) : counted(runs.length, "run"), strong),
    span(` · ${games.length === 1 ? printable(games[0]!) : counted(games.length, "game")}`, faint),
  ];
}
