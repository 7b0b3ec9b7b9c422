import type { Game } from "../core/game.ts";
import type { Terms } from "../core/terms.ts";
import type { MatchSpec } from "../core/trajectory.ts";
import { writeGame, writeTerms } from "./documents.ts";
import { lettersOf, type Letters } from "./letters.ts";
import type { LoggedPlayer, MatchTerms, RunId } from "./runs.ts";

/** What is needed to write and read the matches of one run: all that is kept once a run and not once a match. */
export interface Frame {
  readonly run: RunId;
  readonly seed: number;
  readonly game: Game;
  readonly noise: number;
  readonly told: Terms;
  /** Player ids by position. */
  readonly players: readonly string[];
  readonly letters: Letters;
  /** @throws RangeError for a player who is not of the run */
  positionOf(player: string): number;
  /** @throws RangeError where the match has another seed, noise, game or terms than its run: the log could not say so */
  requireFit(match: MatchSpec): void;
}

/** The frame of a run. */
export function frameOf(run: MatchTerms, players: readonly LoggedPlayer[]): Frame {
  const { id, seed, game, noise, told } = run;
  const positions = new Map(players.map((player, position) => [player.id, position]));
  const gameText = writeGame(game);
  const toldText = writeTerms(told, game);
  // Matches share their game and terms as objects; each object is compared once.
  const fitting = new WeakSet<Game | Terms>();

  const fits = (what: Game | Terms, text: string, write: () => string): boolean => {
    if (fitting.has(what)) return true;
    if (write() !== text) return false;
    fitting.add(what);
    return true;
  };

  const requireFit = (match: MatchSpec): void => {
    const misfit =
      (match.seed !== seed && `seed ${match.seed} instead of ${seed}`) ||
      (match.noise !== noise && `noise ${match.noise} instead of ${noise}`) ||
      (!fits(match.game, gameText, () => writeGame(match.game)) && `another game, ${match.game.id}`) ||
      (!fits(match.told, toldText, () => writeTerms(match.told, match.game)) && "players told otherwise");
    if (misfit !== false) throw new RangeError(`a match does not fit run ${id}: ${misfit}`);
  };

  const positionOf = (player: string): number => {
    const position = positions.get(player);
    if (position === undefined) throw new RangeError(`${player} is not a player of run ${id}`);
    return position;
  };

  const ids = players.map((player) => player.id);
  return { run: id, seed, game, noise, told, players: ids, letters: lettersOf(game), positionOf, requireFit };
}
