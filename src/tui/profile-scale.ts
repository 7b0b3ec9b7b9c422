import { decimals } from "../report/number.ts";
import type { Interval } from "../stats/interval.ts";
import type { Profile, ProfileFigure } from "../stats/profile/profile.ts";
import type { Scale } from "./bar.ts";
import { rangeOf } from "./curves.ts";

/** A number of a range, such as 0, −1, 1/2 or −ln 2; its minus may be a hyphen. */
const NUMBER = String.raw`([-−]?)(ln )?(\d+(?:\.\d+)?)(?:/(\d+))?`;
/** The ends of a range that is given as a phrase, such as "[0, 1]", "[0, ∞)", "0 to ln 2" or "0 up". */
const LOW = new RegExp(String.raw`^[\[(]? *${NUMBER} *(?:,|to\b|up\b)`);
const HIGH = new RegExp(String.raw`(?:,|\bto) *${NUMBER} *[\])]?$`);

/** Both ends of the values that a figure can take; null where there is none, or none is known. */
export function rangeEnds({ range }: ProfileFigure): {
  readonly low: number | null;
  readonly high: number | null;
} {
  const end = (pattern: RegExp): number | null => {
    const [, minus, logarithm, digits, divisor = "1"] = pattern.exec(range.trim()) ?? [];
    if (digits === undefined) return null;
    const value = Number(digits) / Number(divisor);
    return (minus === "" ? 1 : -1) * (logarithm === undefined ? value : Math.log(value));
  };
  return { low: end(LOW), high: end(HIGH) };
}

/** The ends of a figure's track: of its range and, where that has none, round figures about all that was measured. */
export function scaleOf(figure: ProfileFigure, profiles: readonly Profile[]): Scale {
  const { low, high } = rangeEnds(figure);
  if (low !== null && high !== null) return { low, high };
  const measured = profiles.flatMap(({ estimates, withoutFallbacks }) =>
    [estimates[figure.id], withoutFallbacks?.[figure.id]].flatMap((estimate) => {
      const { value = null, interval = null } = estimate ?? {};
      return [value, interval?.low ?? null, interval?.high ?? null];
    }),
  );
  const spots = [...measured, low, high].flatMap((y) => (y === null ? [] : [{ x: 0, y }]));
  const round = rangeOf([{ name: figure.id, spots }]);
  return { low: low ?? round.low, high: high ?? round.high };
}

/** A value's place on its track, in [0, 1]. */
export const shareOn = ({ low, high }: Scale, value: number): number =>
  high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0;

/** A value with as many decimals as its track calls for, two where that goes to 1, and some more where they are asked for. */
export const valueText = (value: number | null, scale: Scale, more = 0): string =>
  decimals(value, digitsOf(scale) + more);

/** Both ends of an interval, as {@link valueText} has them; empty where there is none. */
export const intervalText = (interval: Interval | null, scale: Scale, more = 0): string =>
  interval === null
    ? ""
    : `${valueText(interval.low, scale, more)} – ${valueText(interval.high, scale, more)}`;

function digitsOf({ low, high }: Scale): number {
  const most = Math.max(Math.abs(low), Math.abs(high));
  return most > 0 ? Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(most)))) : 2;
}
