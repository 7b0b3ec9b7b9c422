/** How many bits of a 32-bit word are set: of a word of moves with 1 for D, its defections. */
export function countBits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
