import type { Game } from "./game.ts";

/**
 * Moves as a word, one letter a turn: the action's symbol, in lower case where noise had flipped it. In a game of two
 * actions that tells what was meant (`d` was meant as C); with more it tells only that something else was.
 *
 * @param trembles one flag a turn, or empty where there was no noise
 */
export function writeMoves({ actions }: Game, moves: Uint8Array, trembles: Uint8Array): string {
  let word = "";
  for (let turn = 0; turn < moves.length; turn++) {
    const { symbol } = actions[moves[turn]!]!;
    word += trembles[turn] === 1 ? symbol.toLowerCase() : symbol;
  }
  return word;
}
