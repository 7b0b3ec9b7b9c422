import { hash128 } from "./hash.ts";

/** A stream of random numbers. Whoever needs chance takes one as an argument. */
export interface Random {
  /** The next integer in [0, 2³²). */
  uint32(): number;
  /** The next number in [0, 1), a multiple of 2⁻³². */
  next(): number;
  /** True with probability `p`; never at 0, always at 1. */
  chance(p: number): boolean;
  /** The next integer in [0, n), for n up to 2³²; its bias is below n / 2³². */
  below(n: number): number;
}

const TO_UNIT = 2 ** -32;

/**
 * The sfc32 generator by Chris Doty-Humphrey (PractRand): 96 bits of state and a counter, period at least 2³² and 2¹²⁷
 * on average. A class, because methods that all streams share are compiled into the loops that draw: closures of each
 * stream's own cost matches of stochastic strategies a tenth of their speed.
 */
class Sfc32 implements Random {
  // Declared only: a field that is defined before it is assigned is slower ever after, and so is a #private one.
  declare private a: number;
  declare private b: number;
  declare private c: number;
  declare private counter: number;

  constructor(a: number, b: number, c: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.counter = 1;
  }

  uint32(): number {
    const { b, c } = this;
    const output = (this.a + b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + output) | 0;
    return output >>> 0;
  }

  next(): number {
    return this.uint32() * TO_UNIT;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }
}

/**
 * An sfc32 stream from three seed words.
 *
 * @param a an unsigned 32-bit integer; so are `b` and `c`
 * @param warmUp outputs thrown away so that similar seeds part; PractRand's own seeding uses 12 to 18
 */
export function sfc32(a: number, b: number, c: number, warmUp = 16): Random {
  const random = new Sfc32(a, b, c);
  for (let i = 0; i < warmUp; i++) random.uint32();
  return random;
}

const encoder = new TextEncoder();
/** Grows to the longest key seen: streams are derived by the hundred thousand, and an array for each would show. */
let scratch = new Uint8Array(512);

/**
 * The stream that belongs to a key. Equal keys give equal streams wherever and in whatever order they are asked for;
 * different keys give independent ones.
 */
export function stream(...key: readonly (string | number)[]): Random {
  let text = String(key[0]);
  for (let i = 1; i < key.length; i++) text += `\n${key[i]!}`;
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 3);
  const { written } = encoder.encodeInto(text, scratch);
  const [a, b, c] = hash128(scratch, 0, written);
  return sfc32(a, b, c);
}

/** The stream handed to players that declare themselves deterministic: drawing from it is a programmer's fault. */
export function noRandom(who: string): Random {
  const refuse = (): never => {
    throw new Error(`${who} is declared deterministic but drew a random number`);
  };
  return { uint32: refuse, next: refuse, chance: refuse, below: refuse };
}
