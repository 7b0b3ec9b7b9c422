import type { Game } from "../core/game.ts";
import type { Talk } from "../core/talk.ts";
import type { Terms } from "../core/terms.ts";
import type { MatchSpec } from "../core/trajectory.ts";
import { writeGame, writeTalk, writeTerms } from "./documents.ts";
import { lettersOf, type Letters } from "./letters.ts";
import type { LoggedPlayer, MatchTerms, RunId } from "./runs.ts";

/** What is needed to write and read the matches of one run: all that is kept once a run and not once a match. */
export interface Frame {
  readonly run: RunId;
  readonly seed: number;
  readonly game: Game;
  readonly noise: number;
  readonly told: Terms;
  readonly talk: Talk | null;
  /** Player ids by position. */
  readonly players: readonly string[];
  readonly letters: Letters;
  /** @throws RangeError for a player who is not of the run */
  positionOf(player: string): number;
  /** @throws RangeError where the match has another seed, noise, game, terms or talk than its run: the log could not say so */
  requireFit(match: MatchSpec): void;
}

/** The frame of a run. */
export function frameOf(run: MatchTerms, players: readonly LoggedPlayer[]): Frame {
  const { id, seed, game, noise, told, talk } = run;
  const positions = new Map(players.map((player, position) => [player.id, position]));
  const gameText = writeGame(game);
  const toldText = writeTerms(told, game);
  const talkText = writeTalk(talk);
  // Matches share their game, terms and talk as objects; each object is compared once.
  const fitting = new WeakSet<Game | Terms | Talk>();

  const fits = (
    what: Game | Terms | Talk | null,
    text: string | null,
    write: () => string | null,
  ): boolean => {
    if (what !== null && fitting.has(what)) return true;
    if (write() !== text) return false;
    if (what !== null) fitting.add(what);
    return true;
  };

  const requireFit = (match: MatchSpec): void => {
    const spoken = match.talk ?? null;
    const misfit =
      (match.seed !== seed && `seed ${match.seed} instead of ${seed}`) ||
      (match.noise !== noise && `noise ${match.noise} instead of ${noise}`) ||
      (!fits(match.game, gameText, () => writeGame(match.game)) && `another game, ${match.game.id}`) ||
      (!fits(match.told, toldText, () => writeTerms(match.told, match.game)) && "players told otherwise") ||
      (!fits(spoken, talkText, () => writeTalk(spoken)) && "other cheap talk");
    if (misfit !== false) throw new RangeError(`a match does not fit run ${id}: ${misfit}`);
  };

  const positionOf = (player: string): number => {
    const position = positions.get(player);
    if (position === undefined) throw new RangeError(`${player} is not a player of run ${id}`);
    return position;
  };

  const ids = players.map((player) => player.id);
  const letters = lettersOf(game);
  return { run: id, seed, game, noise, told, talk, players: ids, letters, positionOf, requireFit };
}

/** A match that is in the log: which of its run's it is. Its repetition counts from 0. */
export interface FinishedMatch {
  readonly row: string;
  readonly column: string;
  readonly repetition: number;
}

/** A match as its row has it: with players by position. */
export interface MatchRow {
  readonly row: number;
  readonly column: number;
  readonly repetition: number;
}

/** A row with its players by their ids. */
export const named = <Row extends MatchRow>(
  { players }: Frame,
  row: Row,
): Omit<Row, keyof MatchRow> & FinishedMatch => ({
  ...row,
  row: players[row.row]!,
  column: players[row.column]!,
});
