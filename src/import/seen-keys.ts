import { hash128 } from "../core/hash.ts";

/** Remembers keys in 16 to 32 bytes each, whatever their length: a file has as many matches as it has room for. */
export interface SeenKeys {
  /** @returns whether the key is new */
  add(key: string): boolean;
}

/**
 * A set of keys by 64 bits of their hashes, with open addressing. Two of a million keys are taken for the same with a
 * chance below 3e-8.
 */
export function seenKeys(): SeenKeys {
  const encoder = new TextEncoder();
  let size = 0;
  let capacity = 1 << 10;
  let table = new Uint32Array(2 * capacity);

  /** Puts a hash into a table. @returns whether it is new */
  const put = (into: Uint32Array, slots: number, high: number, low: number): boolean => {
    for (let at = low & (slots - 1); ; at = (at + 1) & (slots - 1)) {
      const [there, below] = [into[2 * at]!, into[2 * at + 1]!];
      if (there === high && below === low) return false;
      if (there !== 0 || below !== 0) continue;
      into[2 * at] = high;
      into[2 * at + 1] = low;
      return true;
    }
  };

  const grow = (): void => {
    const larger = new Uint32Array(4 * capacity);
    for (let at = 0; at < capacity; at++) {
      const [high, low] = [table[2 * at]!, table[2 * at + 1]!];
      if (high !== 0 || low !== 0) put(larger, 2 * capacity, high, low);
    }
    table = larger;
    capacity *= 2;
  };

  return {
    add(key) {
      const [high, low] = hash128(encoder.encode(key));
      // An empty slot is two zeros, which no key's hash may be.
      if (!put(table, capacity, high === 0 && low === 0 ? 1 : high, low)) return false;
      size++;
      if (2 * size > capacity) grow();
      return true;
    },
  };
}
