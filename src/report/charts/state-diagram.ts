import { outcomeNames } from "../../stats/states.ts";
import type { Transitions } from "../../stats/transitions.ts";
import { counted, percent } from "../number.ts";
import { printable } from "../printable.ts";
import type { RunReport } from "../run-report.ts";
import { escaped } from "../escaped.ts";
import type { Chart, ChartMaker, Lacking } from "./chart.ts";
import type { Palette } from "./palette.ts";

/*
 * Four outcomes as discs on the corners of a square, and an arrow from each to each, as wide as the share of turns after
 * the one that brought the other. Drawn by hand: no library of charts has arrows that leave a disc and come back to it.
 */

const WIDTH = 560;
const HEIGHT = 440;
/** Centres by outcome: both cooperate on top, own cooperation on the left. */
const CENTRES = [
  [170, 110],
  [390, 110],
  [170, 330],
  [390, 330],
] as const;
const RADIUS = { least: 24, most: 42 };
const WIDEST = 9;
/** Transitions below this share are not drawn, so that the rest can be read. */
const FAINTEST = 0.005;

type Vector = readonly [x: number, y: number];

/** How a player's matches go from outcome to outcome: the standings' first, where nobody is named. */
export const stateDiagram: ChartMaker = (report, { palette }) => {
  const player = report.standings.find((one) => report.transitions.has(one.player))?.player;
  return player === undefined ? lackingStates(report) : stateDiagramOf(report, player, palette);
};

/** Why there is no diagram of states in a run. */
export const lackingStates = ({ run }: RunReport): Lacking =>
  run.game.actions.length === 2
    ? { lacking: "No match is complete, so that there are no states to go through." }
    : {
        lacking: `A diagram of states is drawn of games of 2 actions; ${run.game.id} has ${run.game.actions.length}.`,
      };

/** The diagram of one player of a game of two actions. */
export function stateDiagramOf(report: RunReport, player: string, palette: Palette): Chart | Lacking {
  const transitions = report.transitions.get(player);
  if (transitions === undefined) return lackingStates(report);
  const names = outcomeNames(report.run.game);
  const total = transitions.turns.reduce((sum, turns) => sum + turns, 0);
  const radii = transitions.turns.map(
    (turns) => RADIUS.least + (RADIUS.most - RADIUS.least) * Math.sqrt(total === 0 ? 0 : turns / total),
  );
  const arrows = transitions.counts.map((_, i) =>
    arrow(transitions, names, radii, [Math.floor(i / 4), i % 4], palette),
  );
  const discs = CENTRES.map(([x, y], i) => {
    const share = total === 0 ? null : transitions.turns[i]! / total;
    const name = escaped(names[i]!);
    return `<g><title>${name}: ${percent(share)} of ${counted(total, "turn")}</title><circle cx="${x}" cy="${y}" r="${radii[i]!.toFixed(1)}" fill="${palette.paper}" stroke="${palette.ink}" stroke-width="1.5"/><text x="${x}" y="${y - 1}" font-size="14" font-weight="600" text-anchor="middle" fill="${palette.ink}">${name}</text><text x="${x}" y="${y + 13}" font-size="11" text-anchor="middle" fill="${palette.muted}">${percent(share)}</text></g>`;
  });
  return {
    width: WIDTH,
    height: HEIGHT,
    body: arrows.join("") + discs.join(""),
    title: `From outcome to outcome: ${printable(player)}`,
    note: `Own action first. Discs grow with the share of turns; an arrow is as wide as the share of the turns after its outcome that it leads to. Complete matches against others, ${counted(total, "turn")}.`,
  };
}

function arrow(
  { counts }: Transitions,
  names: readonly string[],
  radii: readonly number[],
  [from, to]: readonly [number, number],
  palette: Palette,
): string {
  const after = counts.slice(from * 4, from * 4 + 4).reduce((sum, count) => sum + count, 0);
  const share = after === 0 ? 0 : counts[from * 4 + to]! / after;
  if (share < FAINTEST) return "";
  const width = 1 + (WIDEST - 1) * share;
  const { path, tip, direction, label } =
    from === to ? loop(from, radii, width) : bow(from, to, radii, width);
  // The own action of the turn that follows gives the colour: what the player chose.
  const colour = to < 2 ? palette.cooperate : palette.defect;
  const title = `${escaped(names[from]!)} → ${escaped(names[to]!)}: ${percent(share)}, ${counted(counts[from * 4 + to]!, "turn")}`;
  return `<g><title>${title}</title><path d="${path}" fill="none" stroke="${colour}" stroke-opacity="0.75" stroke-width="${width.toFixed(1)}"/><path d="${head(tip, direction, width)}" fill="${colour}"/>${labelAt(label, percentWhole(share), palette)}</g>`;
}

/** A text on a field of paper, which keeps arrows off it. */
function labelAt([x, y]: Vector, text: string, { paper, ink }: Palette): string {
  const width = text.length * 5.6 + 6;
  return `<rect x="${(x - width / 2).toFixed(1)}" y="${(y - 8).toFixed(1)}" width="${width.toFixed(1)}" height="16" rx="3" fill="${paper}"/><text x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}" font-size="11" text-anchor="middle" fill="${ink}">${text.replace("<", "&lt;").replace(">", "&gt;")}</text>`;
}

const percentWhole = (share: number): string =>
  share < 0.01 ? "< 1 %" : share > 0.99 && share < 1 ? "> 99 %" : `${Math.round(share * 100)} %`;

interface Line {
  readonly path: string;
  readonly tip: Vector;
  readonly direction: Vector;
  readonly label: Vector;
}

/** How long an arrow's head is. */
const headLength = (width: number): number => 6 + 1.1 * width;

/** From disc to disc, bent to its right, so that there and back do not cover each other. */
function bow(from: number, to: number, radii: readonly number[], width: number): Line {
  const [a, b] = [CENTRES[from]!, CENTRES[to]!];
  const ahead = unit([b[0] - a[0], b[1] - a[1]]);
  const right: Vector = [-ahead[1], ahead[0]];
  const middle: Vector = [(a[0] + b[0]) / 2 + 34 * right[0], (a[1] + b[1]) / 2 + 34 * right[1]];
  const out = unit([middle[0] - a[0], middle[1] - a[1]]);
  const back = unit([b[0] - middle[0], b[1] - middle[1]]);
  const start = moved(a, out, radii[from]! + 3);
  const tip = moved(b, back, -(radii[to]! + 3));
  const neck = moved(tip, back, -headLength(width) + 1);
  // Labels stand a third along: those of arrows that cross in the middle would cover each other there.
  const t = 0.34;
  const along = (axis: 0 | 1): number =>
    (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * middle[axis] + t ** 2 * neck[axis];
  return {
    path: `M${at(start)}Q${at(middle)} ${at(neck)}`,
    tip,
    direction: back,
    label: [along(0), along(1)],
  };
}

/** From a disc to itself, on the side that looks away from the others. */
function loop(outcome: number, radii: readonly number[], width: number): Line {
  const [x, y] = CENTRES[outcome]!;
  const outward = unit([x - WIDTH / 2, y - HEIGHT / 2]);
  const turned = (angle: number): Vector => [
    outward[0] * Math.cos(angle) - outward[1] * Math.sin(angle),
    outward[0] * Math.sin(angle) + outward[1] * Math.cos(angle),
  ];
  const [leave, enter] = [turned(-0.5), turned(0.5)];
  const radius = radii[outcome]! + 3;
  const start = moved([x, y], leave, radius);
  const tip = moved([x, y], enter, radius);
  const neck = moved(tip, enter, headLength(width) - 1);
  const far = radius + 62;
  const path = `M${at(start)}C${at(moved([x, y], turned(-0.62), far))} ${at(moved([x, y], turned(0.62), far))} ${at(neck)}`;
  return { path, tip, direction: [-enter[0], -enter[1]], label: moved([x, y], outward, radius + 56) };
}

function head(tip: Vector, direction: Vector, width: number): string {
  const base = moved(tip, direction, -headLength(width));
  const side: Vector = [-direction[1], direction[0]];
  const reach = 3.5 + 0.75 * width;
  return `M${at(tip)}L${at(moved(base, side, reach))}L${at(moved(base, side, -reach))}Z`;
}

const at = ([x, y]: Vector): string => `${x.toFixed(1)},${y.toFixed(1)}`;

const moved = ([x, y]: Vector, [dx, dy]: Vector, by: number): Vector => [x + dx * by, y + dy * by];

function unit([x, y]: Vector): Vector {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}
