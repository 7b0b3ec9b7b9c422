/** Where a function of two numbers is greatest, as far as a climb found out. */
export interface Maximum {
  readonly at: readonly [number, number];
  readonly value: number;
}

type Point = readonly [number, number];

const STEPS = 500;
/** The climb ends where the triangle's corners differ by less than this, in value and in either coordinate. */
const TOLERANCE = 1e-12;
const WIDTH = 1e-9;

/**
 * Climbs from a point by Nelder and Mead's moving triangle, with their reflection 1, expansion 2, contraction and
 * shrinkage 1/2. Points outside the box are taken for the nearest inside.
 *
 * @param size of the first triangle, in units of the coordinates
 * @see Nelder1965
 */
export function nelderMead(
  height: (x: number, y: number) => number,
  from: Point,
  size: number,
  box: readonly [Point, Point],
): Maximum {
  const inside = ([x, y]: Point): Point => [
    Math.min(box[1][0], Math.max(box[0][0], x)),
    Math.min(box[1][1], Math.max(box[0][1], y)),
  ];
  const measured = (point: Point): Maximum => {
    const at = inside(point);
    return { at, value: height(at[0], at[1]) };
  };
  const away = (from0: number, width: number, least: number, greatest: number): number =>
    from0 + width > greatest ? Math.max(least, from0 - width) : from0 + width;
  const [x0, y0] = inside(from);
  const corners = [
    measured([x0, y0]),
    measured([away(x0, size, box[0][0], box[1][0]), y0]),
    measured([x0, away(y0, size, box[0][1], box[1][1])]),
  ];

  for (let step = 0; step < STEPS; step++) {
    corners.sort((a, b) => b.value - a.value);
    const [best, good, worst] = corners as [Maximum, Maximum, Maximum];
    const isFlat = best.value - worst.value < TOLERANCE;
    if (isFlat && corners.every(({ at }) => isNear(at, best.at))) break;
    const middle: Point = [(best.at[0] + good.at[0]) / 2, (best.at[1] + good.at[1]) / 2];
    const along = (share: number): Maximum =>
      measured([
        middle[0] + share * (worst.at[0] - middle[0]),
        middle[1] + share * (worst.at[1] - middle[1]),
      ]);

    const reflected = along(-1);
    if (reflected.value > best.value) {
      const expanded = along(-2);
      corners[2] = expanded.value > reflected.value ? expanded : reflected;
      continue;
    }
    if (reflected.value > good.value) {
      corners[2] = reflected;
      continue;
    }
    const contracted = reflected.value > worst.value ? along(-0.5) : along(0.5);
    if (contracted.value > Math.max(worst.value, reflected.value)) {
      corners[2] = contracted;
      continue;
    }
    corners[1] = measured([(best.at[0] + good.at[0]) / 2, (best.at[1] + good.at[1]) / 2]);
    corners[2] = measured([(best.at[0] + worst.at[0]) / 2, (best.at[1] + worst.at[1]) / 2]);
  }
  return corners.reduce((a, b) => (b.value > a.value ? b : a));
}

const isNear = (a: Point, b: Point): boolean =>
  Math.abs(a[0] - b[0]) < WIDTH && Math.abs(a[1] - b[1]) < WIDTH;
