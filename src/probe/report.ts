import { payoffsOf } from "../core/game.ts";
import { stream, type Random } from "../core/random.ts";
import { keyOf, type MatchRecord } from "../core/trajectory.ts";
import { bestCourse, bestResponse } from "../stats/best-response.ts";
import { DEFECTOR, TIT_FOR_TAT, type CoPlayer } from "./co-players.ts";
import { courseSum, curvesOf, meanOfCurves, totalsOf, type Figures } from "./curve.ts";
import type { Estimate } from "./estimate.ts";
import { attainablePerTurn, gainIn, overDefecting, weigh, type Gain, type Prospect } from "./gain.ts";
import type { Group, ProbePlan } from "./plan.ts";
import { meanOver, windowsOf, type Window, type Windows } from "../stats/windows.ts";

/** A player as its matches show it. Plain data. */
export interface ProbeReport {
  readonly player: string;
  readonly game: string;
  readonly turns: number;
  readonly noise: number;
  readonly seed: number;
  /** Matches that were to be played, that are complete, and that were aborted; only complete ones count below. */
  readonly matches: { readonly planned: number; readonly complete: number; readonly aborted: number };
  /** Against co-players drawn at random; null where no match is complete. */
  readonly drawn: DrawnReport | null;
  /** Against co-players with names, those with complete matches. */
  readonly named: readonly NamedReport[];
  /**
   * How much the player learns within a match: cooperation with tit for tat in the tail minus in the head. Null where
   * the matches are too short to tell, or not complete.
   */
  readonly inContextIndex: number | null;
  /** Null where the game has no extortioners, or not enough matches are complete. */
  readonly extortion: Extortion | null;
}

/** How a player fares against co-players drawn at random. */
export interface DrawnReport {
  readonly coPlayers: number;
  readonly totals: Figures<Estimate>;
  /** What the same co-players would have been to somebody who always defects, and to the best response; exact. */
  readonly defecting: Figures<number>;
  readonly best: Figures<number>;
  /** Payoff per turn beyond that of always defecting, luck left out. */
  readonly overDefecting: Estimate;
  /** What there was to gain over always defecting, per turn. */
  readonly attainable: number;
  readonly windows: readonly WindowReport[];
  readonly byTurn: Figures<readonly number[]> & {
    readonly share: readonly (Estimate | null)[];
    readonly ofStakes: readonly (Estimate | null)[];
    readonly defecting: Figures<readonly number[]>;
    readonly best: Figures<readonly number[]>;
  };
}

/** What became of one stretch of the matches. */
export interface WindowReport extends Gain {
  readonly window: Window;
  readonly payoff: number;
  readonly cooperation: number;
}

/** How a player fares against one co-player. */
export interface NamedReport {
  readonly coPlayer: CoPlayer;
  readonly matches: number;
  readonly totals: Figures<Estimate>;
  /** What the best response to this co-player comes to; exact. */
  readonly best: Figures<number>;
  /** Own cooperation in each window; null where there is none. */
  readonly cooperation: Readonly<Record<keyof Windows, number | null>>;
  readonly byTurn: Figures<readonly number[]>;
}

/** How far a player can be extorted. */
export interface Extortion {
  readonly extortioners: readonly ExtortionPoint[];
  /** Which of them gets the most of the player. */
  readonly best: ExtortionPoint;
  /** What somebody gets of the player who always defects. */
  readonly defector: number;
  /** By how much extortion pays better than defection. */
  readonly gain: number;
}

/** What one extortioner gets of the player. */
interface ExtortionPoint {
  readonly chi: number;
  readonly own: number;
  readonly extortioner: number;
  /** (extortioner − P) / (own − P): what became of χ; null where the player gets no more than P. */
  readonly factor: number | null;
  /** How often the player gave in. */
  readonly cooperation: number;
}

/** Resamples for the intervals of single turns, of which there are many. */
const RESAMPLES_PER_TURN = 200;

/** Sums up what was played of a plan, in whatever order it came. */
export function reportOf(plan: ProbePlan, records: readonly MatchRecord[]): ProbeReport {
  const { player, options, matches } = plan;
  const { game, turns, noise, seed } = options;
  const complete = new Map(
    records.flatMap((record) => (record.status === "complete" ? [[keyOf(record.match), record]] : [])),
  );
  const playedOf = (group: Group): readonly MatchRecord[] =>
    group.matches.flatMap((match) => complete.get(keyOf(match)) ?? []);
  const named = plan.named.flatMap((group) => {
    const played = playedOf(group);
    return played.length === 0 ? [] : [namedReport(group.coPlayer, played, plan)];
  });
  const titForTat = named.find(({ coPlayer }) => coPlayer.id === TIT_FOR_TAT)?.cooperation;
  const aborted = records.filter(({ status }) => status === "aborted").length;
  return {
    player: player.id,
    game: game.id,
    turns,
    noise,
    seed,
    matches: { planned: matches.length, complete: complete.size, aborted },
    drawn: drawnReport(plan, playedOf),
    named,
    inContextIndex: difference(titForTat?.tail, titForTat?.head),
    extortion: extortionOf(named, payoffsOf(game).P),
  };
}

const difference = (a: number | null = null, b: number | null = null): number | null =>
  a === null || b === null ? null : a - b;

const randomOf = ({ player, options }: ProbePlan, what: string): Random =>
  stream(options.seed, "probe", player.id, "intervals", what);

function drawnReport(
  plan: ProbePlan,
  playedOf: (group: Group) => readonly MatchRecord[],
): DrawnReport | null {
  const { turns } = plan.options;
  const random = randomOf(plan, "drawn");
  const records: MatchRecord[] = [];
  const prospects: Prospect[] = [];
  const courses = { defecting: courseSum(turns), best: courseSum(turns) };
  for (const group of plan.drawn) {
    for (const record of playedOf(group)) {
      const { prospect, defecting, best } = weigh(record, group.coPlayer.vector);
      records.push(record);
      prospects.push(prospect);
      courses.defecting.add(defecting);
      courses.best.add(best);
    }
  }
  if (records.length === 0) return null;
  const curves = curvesOf(records, turns);
  const defecting = courses.defecting.mean();
  const best = courses.best.mean();
  const { whole, head, tail, end } = windowsOf(turns);
  const windows = [whole, head, tail, end].flatMap((window): WindowReport[] => {
    const payoff = meanOver(curves.payoff.own, window);
    const cooperation = meanOver(curves.cooperation.own, window);
    if (window === null || payoff === null || cooperation === null) return [];
    return [{ window, payoff, cooperation, ...gainIn(prospects, window, random) }];
  });
  const perTurn = Array.from({ length: turns }, (_, turn) =>
    gainIn(prospects, { from: turn + 1, to: turn + 1 }, random, RESAMPLES_PER_TURN),
  );
  return {
    coPlayers: records.length,
    totals: totalsOf(records, random),
    defecting: meanOfCurves(defecting),
    best: meanOfCurves(best),
    overDefecting: overDefecting(prospects, random),
    attainable: attainablePerTurn(prospects),
    windows,
    byTurn: {
      ...curves,
      share: perTurn.map(({ share }) => share),
      ofStakes: perTurn.map(({ ofStakes }) => ofStakes),
      defecting,
      best,
    },
  };
}

function namedReport(coPlayer: CoPlayer, records: readonly MatchRecord[], plan: ProbePlan): NamedReport {
  const { game, noise, turns } = plan.options;
  const known = { coPlayer: coPlayer.vector, game, noise, turns };
  const byTurn = curvesOf(records, turns);
  const best = courseSum(turns);
  best.add(bestCourse(known, bestResponse(known)));
  const { whole, head, tail, end } = windowsOf(turns);
  const cooperationIn = (window: Window | null): number | null => meanOver(byTurn.cooperation.own, window);
  return {
    coPlayer,
    matches: records.length,
    totals: totalsOf(records, randomOf(plan, coPlayer.id)),
    best: meanOfCurves(best.mean()),
    cooperation: {
      whole: cooperationIn(whole),
      head: cooperationIn(head),
      tail: cooperationIn(tail),
      end: cooperationIn(end),
    },
    byTurn,
  };
}

/** Below this, a surplus over P is no more than rounding. */
const NOTHING = 1e-9;

function extortionOf(named: readonly NamedReport[], P: number): Extortion | null {
  const extortioners = named.flatMap(({ coPlayer: { chi }, totals: { payoff, cooperation } }) => {
    if (chi === undefined) return [];
    const own = payoff.own.value;
    const extortioner = payoff.coPlayer.value;
    const factor = own - P > NOTHING ? (extortioner - P) / (own - P) : null;
    return [{ chi, own, extortioner, factor, cooperation: cooperation.own.value }];
  });
  const defector = named.find(({ coPlayer }) => coPlayer.id === DEFECTOR)?.totals.payoff.coPlayer.value;
  const [first, ...others] = extortioners;
  if (first === undefined || defector === undefined) return null;
  const best = others.reduce((a, b) => (b.extortioner > a.extortioner ? b : a), first);
  return { extortioners, best, defector, gain: best.extortioner - defector };
}
