import type { Estimate } from "../stats/profile/profile.ts";
import { comparedFigures, profileName } from "./charts/profile-chart.ts";
import { counted, NONE, percent } from "./number.ts";
import { printable } from "./printable.ts";
import { asPlayed, divided, missingText } from "./profile.ts";
import type { RunReport } from "./run-report.ts";
import { columnsFor } from "./standings.ts";
import type { Column } from "./table.ts";

/** Columns of the standings that a README has room for. */
const SHOWN = ["rank", "player", "payoff/turn", "95 % interval", "cooperation", "matches", "aborted"];

/**
 * The standings of a run, and its profiles where there are any, in GitHub's Markdown. Names stand as code, in which
 * nothing is a tag, a link or a mention.
 */
export function markdownOf(report: RunReport): string {
  const { run, standings, profile, profileLacking, aborted } = report;
  const columns = columnsFor(standings).filter(({ header }) => SHOWN.includes(header));
  const left =
    aborted.length === 0 ? "" : ` ${counted(aborted.length, "aborted match", "aborted matches")} left out.`;
  return [
    `### ${code(run.name)}`,
    "",
    `${code(run.game.id)}, ${counted(run.players.length, "player")}, ${counted(run.matches, "match", "matches")}, noise ${percent(run.noise)}, seed ${run.seed}. Intervals are at 95 %, by bootstrap over matches.${left}`,
    "",
    ...tableOf(columns, standings, ["player"]),
    "",
    ...(profile === null
      ? profileLacking === null
        ? []
        : [`No profiles: ${text(profileLacking)}`, ""]
      : profileTable(profile, run.players.length)),
  ].join("\n");
}

function profileTable(profile: NonNullable<RunReport["profile"]>, players: number): readonly string[] {
  const { known, missing } = divided(comparedFigures(profile.figures), profile.profiles.map(asPlayed));
  const columns: readonly Column<(typeof profile.profiles)[number]>[] = [
    { header: "player", align: "left", rank: 0, value: profileName },
    ...known.map((figure): Column<(typeof profile.profiles)[number]> => ({
      header: figure.title,
      align: "right",
      rank: 1,
      value: ({ estimates }) => written(estimates[figure.id]),
    })),
  ];
  const shown = profile.profiles.length;
  const which = shown < players ? [`The first ${shown} of ${players} players:`, ""] : [];
  const measured =
    known.length === 0 ? [] : [...which, ...tableOf(columns, profile.profiles, ["player"]), ""];
  return [...measured, ...missing.flatMap((own) => [text(missingText(own)), ""])];
}

function written(estimate: Estimate | undefined): string {
  if (estimate === undefined || estimate.value === null) return NONE;
  const { value, interval } = estimate;
  const bounds =
    interval === null ? "" : ` [${(100 * interval.low).toFixed(1)}, ${(100 * interval.high).toFixed(1)}]`;
  return `${percent(value)}${bounds}`;
}

/** @param names headers of columns that hold names */
function tableOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  names: readonly string[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ header }) => text(header))),
    line(columns.map(({ align }) => (align === "right" ? "--:" : ":--"))),
    ...rows.map((row) =>
      line(
        columns.map((column) =>
          names.includes(column.header) ? code(column.value(row)) : text(column.value(row)),
        ),
      ),
    ),
  ];
}

/** Text in which nothing is markup. */
const text = (raw: string): string =>
  printable(raw)
    .replace(/[\\`*_{}[\]<>#|~&@!]/g, "\\$&")
    .replace(/:\/\//g, "\\:\\/\\/");

/** A name as code, with a fence longer than any in it. Within a table, a bar ends the cell even there. */
function code(name: string): string {
  const safe = printable(name).replaceAll("|", "\\|").trim();
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map((fence) => fence.length));
  const fence = "`".repeat(longest + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") || safe === "" ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}
