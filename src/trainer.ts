import { findStrategy } from "./classics.ts";
import { parsePlayerId } from "./core/player-id.ts";
import type { Player } from "./core/player.ts";
import { isTrainedId, trainedPlayer } from "./models/trained.ts";
import { answerOf, type Answer } from "./models/trainers/answer.ts";
import { perform } from "./models/trainers/perform.ts";
import type { Task } from "./models/trainers/tasks.ts";

const players = new Map<string, Player>();

/** Whom learners meet in a thread: those who never have to be waited for. A checkpoint is read once. */
function playerNamed(text: string): Player {
  let player = players.get(text);
  if (player === undefined) {
    const id = parsePlayerId(text);
    player = isTrainedId(id.name) ? trainedPlayer(id) : findStrategy(text);
    players.set(text, player);
  }
  return player;
}

/** Plays and fits for a trainer, in a thread of its own. */
export default function work(task: Task): Promise<Answer> {
  return answerOf(perform(task, playerNamed));
}
