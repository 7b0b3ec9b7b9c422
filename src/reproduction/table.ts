import { decimals, NONE } from "../report/number.ts";
import { ARM_IDS, armOf } from "./arms.ts";
import type { Deviation } from "./deviations.ts";
import type { ArmResult } from "./results.ts";
import { SEEDS_ASKED, type Flag, type LineVerdict, type Passed, type Verdict } from "./verdicts.ts";

/** What a table is made of. */
export interface TableContents {
  readonly results: readonly ArmResult[];
  readonly verdict: Verdict;
  readonly deviations: readonly Deviation[];
  /** The command that made it, and how large it was. */
  readonly command: string;
  readonly scale: string;
  readonly evaluationEpisodes: number;
}

export const wordFor = (passed: Passed): string => (passed === null ? "open" : passed ? "PASS" : "FAIL");

/** The outcome of a reproduction as a Markdown document. */
export function tableOf(contents: TableContents): string {
  const { results, verdict, deviations, command, scale, evaluationEpisodes } = contents;
  const armsThere = ARM_IDS.filter((arm) => results.some((result) => result.arm === arm));
  return `${[
    "# Cooperation from in-context co-player inference: what was reproduced",
    `Weis et al. (2026), arXiv:2602.16301, by predictive policy improvement, at scale \`${scale}\`. Made by \`${command}\`; going on and writing this anew is the same command.`,
    "## In short",
    ...inShort(verdict),
    ...(results.length === 0
      ? []
      : ["![Cooperation of learners with one another, by phase](curves/headline.svg)"]),
    "## Arms",
    `Frozen learners, ${evaluationEpisodes.toLocaleString("en-US")} episodes a pairing, half of them in either seat; mean ± standard deviation over seeds. C is the share of turns with C, payoffs are per turn. A line passes where four seeds in five meet all its criteria, or, where it says so, where the means of all seeds do. Values of the paper are read off its figures. “Open” is what has not been run.`,
    armsTable(verdict),
    "Without a threshold:",
    reportedTable(verdict),
    "## Seeds",
    ...armsThere.flatMap((arm) => [
      `### ${armOf(arm).title}`,
      `Claim: ${armOf(arm).claim}`,
      ...verdict.lines.filter(({ line }) => line.arm === arm).map(seedsTable),
      `Curves: [training](curves/${arm}.svg), [within an episode](curves/${arm}-episode.svg).`,
    ]),
    "## Departures from the paper",
    markdown(
      ["what", "paper", "here"],
      deviations.map(({ what, paper, here }) => [what, paper, here]),
    ),
  ].join("\n\n")}\n`;
}

function inShort({ direction, level, headline }: Verdict): string[] {
  const contrasts = headline.contrasts.map(({ arm, difference, interval }) => {
    const between = interval === null ? "" : ` [${decimals(interval.low, 2)}, ${decimals(interval.high, 2)}]`;
    return `${decimals(difference, 2)}${between} above “${armOf(arm).title.toLowerCase()}”`;
  });
  return [
    markdown(
      ["claim", "what is asked", "verdict"],
      [
        [
          "**DIRECTION**",
          "mixed pool: C ≥ 0.40, ≥ 0.30 above both ablations of the same seed, and defection first, in four seeds of five",
          flagText(direction),
        ],
        [
          "**LEVEL**",
          "mixed pool: C ≥ 0.75, payoff ≥ 0.75, and ≥ 0.93 against tabular, in four seeds of five",
          flagText(level),
        ],
        [
          "**Diversity causes cooperation**",
          `lines 4, 5 and 6, and 95 % bootstrap intervals of mean C that do not overlap: the mixed pool is ${contrasts.join(" and ")}`,
          `**${wordFor(headline.passed)}**`,
        ],
      ],
    ),
  ];
}

/** PASS or FAIL, in how many seeds, and whether those are as many as the protocol asks for. */
function flagText({ seeds, passed }: Flag): string {
  const passing = seeds.filter((seed) => seed.passed === true).length;
  const few = seeds.length > 0 && seeds.length < SEEDS_ASKED ? `; the protocol asks for ${SEEDS_ASKED}` : "";
  return seeds.length === 0
    ? wordFor(passed)
    : `**${wordFor(passed)}** (${passing} of ${seeds.length} seeds${few})`;
}

function armsTable({ lines }: Verdict): string {
  const rows = lines.flatMap((verdict) =>
    verdict.criteria.map(({ criterion, mean, deviation, values }, i) => {
      const met = values.filter((value) => value.met === true).length;
      const { line } = verdict;
      const isFirst = i === 0;
      return [
        isFirst ? line.id : "",
        isFirst ? armOf(line.arm).title : "",
        criterion.what,
        spreadText(mean, deviation),
        `${symbols[criterion.relation]} ${criterion.threshold}`,
        criterion.paper === null ? NONE : String(criterion.paper),
        values.length === 0 ? NONE : `${met} of ${values.length}`,
        isFirst ? `**${wordFor(verdict.passed)}**${line.over === "mean" ? " (means)" : ""}` : "",
      ];
    }),
  );
  return markdown(["line", "arm", "figure", "here", "threshold", "paper", "seeds", "verdict"], rows);
}

const symbols = { ">=": "≥", "<=": "≤", ">": ">", "<": "<" } as const;

function reportedTable({ reported }: Verdict): string {
  const rows = reported.map(({ arm, what, mean, deviation, paper }) => [
    armOf(arm).title,
    what,
    spreadText(mean, deviation),
    paper === null ? NONE : String(paper),
  ]);
  return markdown(["arm", "figure", "here", "paper"], rows);
}

const spreadText = (mean: number | null, deviation: number | null): string =>
  deviation === null ? decimals(mean, 3) : `${decimals(mean, 3)} ± ${decimals(deviation, 3)}`;

function seedsTable({ line, criteria, seeds }: LineVerdict): string {
  const head = [`line ${line.id}: ${line.claim}`, "threshold", ...seeds.map(({ seed }) => `seed ${seed}`)];
  const rows = criteria.map(({ criterion, values }) => [
    criterion.what,
    `${symbols[criterion.relation]} ${criterion.threshold}`,
    ...values.map(({ value, met }) => `${decimals(value, 3)}${met === null ? "" : met ? " ✓" : " ✗"}`),
  ]);
  return markdown(head, [...rows, ["", "", ...seeds.map(({ passed }) => wordFor(passed))]]);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
