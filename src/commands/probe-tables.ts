import { decimals, NONE, percent } from "../report/number.ts";
import { sparkline } from "../report/sparkline.ts";
import { formatInterval } from "../report/standings.ts";
import type { Column } from "../report/table.ts";
import type { Both, Figures } from "../probe/curve.ts";
import type { Estimate } from "../probe/estimate.ts";
import type { DrawnReport, Extortion, NamedReport, ProbeReport, WindowReport } from "../probe/report.ts";
import { note, print, printTable } from "./terminal/output.ts";

/** Columns of a curve. */
const CURVE = 25;

/** Prints a report as tables: who was met, what came of it, and how it changed within the match. */
export function printProbe({ player, game, turns, drawn, named, ...rest }: ProbeReport): void {
  print(`${player} at ${game}, ${turns} turns`, "bold");
  if (drawn !== null) printDrawn(player, drawn);
  const { inContextIndex, extortion } = rest;
  if (named.length > 0) {
    print();
    print("against co-players with names", "bold");
    printTable(namedColumns, named);
  }
  if (extortion !== null) {
    print();
    print("extorted", "bold");
    printTable(extortionColumns, extortion.extortioners);
  }
  print();
  if (inContextIndex !== null) {
    print(`in-context index ${decimals(inContextIndex, 3)}: cooperation with tit-for-tat, tail minus head`);
  }
  if (extortion !== null) print(extortionLine(extortion));
}

/** What somebody comes to against the co-players drawn at random. */
interface Standing {
  readonly who: string;
  readonly payoff: number;
  /** In words. */
  readonly interval: string;
  readonly coPlayerPayoff: number;
  readonly cooperation: Both<number>;
}

const standingColumns: readonly Column<Standing>[] = [
  { header: "player", align: "left", rank: 0, value: ({ who }) => who },
  { header: "payoff/turn", align: "right", rank: 0, value: ({ payoff }) => decimals(payoff, 3) },
  { header: "95 % interval", align: "left", rank: 2, value: ({ interval }) => interval },
  { header: "co-player's", align: "right", rank: 3, value: (s) => decimals(s.coPlayerPayoff, 3) },
  { header: "cooperation", align: "right", rank: 1, value: (s) => percent(s.cooperation.own) },
  { header: "co-player's", align: "right", rank: 4, value: (s) => percent(s.cooperation.coPlayer) },
];

const exact = (who: string, { payoff, cooperation }: Figures<number>): Standing => ({
  who,
  payoff: payoff.own,
  interval: "exact",
  coPlayerPayoff: payoff.coPlayer,
  cooperation,
});

function printDrawn(player: string, drawn: DrawnReport): void {
  const { coPlayers, totals, windows, attainable, overDefecting } = drawn;
  const { payoff, cooperation } = totals;
  print();
  print(`against ${coPlayers} memory-one co-players, drawn uniformly`, "bold");
  const own: Standing = {
    who: player,
    payoff: payoff.own.value,
    interval: formatInterval(payoff.own.interval),
    coPlayerPayoff: payoff.coPlayer.value,
    cooperation: { own: cooperation.own.value, coPlayer: cooperation.coPlayer.value },
  };
  printTable(standingColumns, [
    own,
    exact("best response to each", drawn.best),
    exact("always defecting", drawn.defecting),
  ]);
  print();
  printTable(windowColumns, windows);
  note(
    `always defecting leaves ${decimals(attainable, 3)} a turn to be gained, of which it gains ${withInterval(overDefecting, 3)}: a share of 1 is all, and below 0 it had better defect`,
  );
}

const withInterval = (estimate: Estimate | null, digits: number): string => {
  if (estimate === null) return NONE;
  const { value, interval } = estimate;
  const figure = decimals(value, digits);
  return interval === null
    ? figure
    : `${figure} [${decimals(interval.low, digits)}, ${decimals(interval.high, digits)}]`;
};

const windowColumns: readonly Column<WindowReport>[] = [
  { header: "turns", align: "left", rank: 0, value: ({ window: { from, to } }) => `${from}–${to}` },
  { header: "share of the gain", align: "left", rank: 0, value: ({ share }) => withInterval(share, 2) },
  { header: "share of stakes", align: "left", rank: 1, value: ({ ofStakes }) => withInterval(ofStakes, 2) },
  { header: "payoff/turn", align: "right", rank: 2, value: ({ payoff }) => decimals(payoff, 3) },
  { header: "cooperation", align: "right", rank: 3, value: ({ cooperation }) => percent(cooperation) },
];

const namedColumns: readonly Column<NamedReport>[] = [
  { header: "co-player", align: "left", rank: 0, value: ({ coPlayer }) => coPlayer.id },
  { header: "payoff/turn", align: "right", rank: 0, value: (n) => decimals(n.totals.payoff.own.value, 3) },
  { header: "at best", align: "right", rank: 3, value: ({ best }) => decimals(best.payoff.own, 3) },
  {
    header: "co-player's",
    align: "right",
    rank: 4,
    value: (n) => decimals(n.totals.payoff.coPlayer.value, 3),
  },
  { header: "cooperation", align: "right", rank: 1, value: (n) => percent(n.cooperation.whole) },
  { header: "head", align: "right", rank: 2, value: (n) => percent(n.cooperation.head) },
  { header: "tail", align: "right", rank: 2, value: (n) => percent(n.cooperation.tail) },
  { header: "end", align: "right", rank: 5, value: (n) => percent(n.cooperation.end) },
  {
    header: "by turn",
    align: "left",
    rank: 1,
    value: ({ byTurn }) => sparkline(byTurn.cooperation.own, CURVE),
  },
];

const extortionColumns: readonly Column<Extortion["best"]>[] = [
  { header: "χ", align: "right", rank: 0, value: ({ chi }) => String(chi) },
  { header: "payoff/turn", align: "right", rank: 0, value: ({ own }) => decimals(own, 3) },
  { header: "extortioner's", align: "right", rank: 0, value: (p) => decimals(p.extortioner, 3) },
  { header: "χ as played", align: "right", rank: 1, value: ({ factor }) => decimals(factor, 2) },
  { header: "cooperation", align: "right", rank: 2, value: ({ cooperation }) => percent(cooperation) },
];

function extortionLine({ best, defector, gain }: Extortion): string {
  const most = `χ = ${best.chi} gets the most of it, ${decimals(best.extortioner, 3)} a turn`;
  const against = `${decimals(Math.abs(gain), 3)} ${gain < 0 ? "less" : "more"}`;
  return `${most}: ${against} than a defector's ${decimals(defector, 3)}`;
}
