/** What stands where there is no figure. */
export const NONE = "–";

/** A figure with a fixed number of decimals, or a dash where there is none. What rounds to nothing has no sign. */
export function decimals(value: number | null, digits: number): string {
  if (value === null) return NONE;
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}

/** A share in [0, 1] as a percentage, or a dash. */
export const percent = (value: number | null): string =>
  value === null ? NONE : `${(value * 100).toFixed(1)} %`;

const grouping = new Intl.NumberFormat("en-US");

const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A count with its thousands grouped. */
export const count = (value: number): string => grouping.format(value);

/** A count of things: 1 match, 2 matches. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A time span as people say it: 850 ms, 12 s, 3 min 5 s, 2 h 10 min. */
export function duration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An amount of money: in cents from ten of them on, below in hundredths of a cent. */
export function usd(amount: number): string {
  if (amount === 0 || amount >= 0.1) return `$${money.format(amount)}`;
  return amount < 0.0001 ? "< $0.0001" : `$${amount.toFixed(4)}`;
}
