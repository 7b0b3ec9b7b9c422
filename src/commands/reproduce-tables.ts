import { decimals, NONE } from "../report/number.ts";
import type { Column } from "../report/table.ts";
import { armOf } from "../reproduction/arms.ts";
import type { ArmStatus, SeedStatus } from "../reproduction/status.ts";
import { wordFor } from "../reproduction/table.ts";
import { SEEDS_ASKED, type Flag, type LineVerdict, type Verdict } from "../reproduction/verdicts.ts";

/** One row an arm, one column a seed. */
export const statusColumns = (seeds: readonly number[]): readonly Column<ArmStatus>[] => [
  { header: "arm", align: "left", rank: 0, value: ({ arm }) => arm },
  ...seeds.map((seed, i): Column<ArmStatus> => ({
    header: `seed ${seed}`,
    align: "left",
    rank: i,
    value: (status) => cellOf(status.seeds[i]!),
  })),
];

/** Phases until all are done; then what each line of the protocol says, once it has been evaluated. */
function cellOf({ step, of, isEvaluated, pid, lines }: SeedStatus): string {
  const marks = Object.entries(lines).map(
    ([id, passed]) => `${id} ${passed === null ? "?" : passed ? "✓" : "✗"}`,
  );
  const isIdle = step === 0 && pid === null && !isEvaluated;
  const done = isEvaluated ? marks.join(" ") : isIdle ? NONE : step < of ? `${step}/${of}` : "trained";
  return pid === null ? done : `${done} (process ${pid})`;
}

/** One row a line of the protocol. */
export const lineColumns = ({ lines }: Verdict): readonly Column<LineVerdict>[] => [
  { header: "line", align: "left", rank: 0, value: ({ line }) => line.id },
  { header: "arm", align: "left", rank: 0, value: ({ line }) => armOf(line.arm).title },
  { header: "verdict", align: "left", rank: 0, value: ({ passed }) => wordFor(passed) },
  {
    header: "seeds",
    align: "right",
    rank: 1,
    value: ({ seeds }) =>
      seeds.length === 0
        ? NONE
        : `${seeds.filter(({ passed }) => passed === true).length} of ${seeds.length}`,
  },
  {
    header: "figures",
    align: "left",
    rank: lines.length,
    value: ({ criteria }) => criteria.map(({ mean }) => decimals(mean, 2)).join(", "),
  },
  { header: "claim", align: "left", rank: 3, least: 30, value: ({ line }) => line.claim },
];

/** DIRECTION, LEVEL and the headline. */
export function summaryLines({ direction, level, headline }: Verdict): readonly string[] {
  const contrasts = headline.contrasts.map(
    ({ arm, difference }) => `${decimals(difference, 2)} above ${armOf(arm).title.toLowerCase()}`,
  );
  return [
    `DIRECTION  ${flagOf(direction)}`,
    `LEVEL      ${flagOf(level)}`,
    `diversity causes cooperation  ${wordFor(headline.passed)}: the mixed pool is ${contrasts.join(", ")}`,
  ];
}

function flagOf({ seeds, passed }: Flag): string {
  if (seeds.length === 0) return wordFor(passed);
  const passing = seeds.filter((seed) => seed.passed === true).length;
  const few = seeds.length < SEEDS_ASKED ? `; the protocol asks for ${SEEDS_ASKED}` : "";
  return `${wordFor(passed)}: ${passing} of ${seeds.length} seeds${few}`;
}
