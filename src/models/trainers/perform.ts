import type { Player } from "../../core/player.ts";
import { pack } from "../../match/packed.ts";
import { playLockstep } from "../../match/lockstep.ts";
import { fit } from "./fit.ts";
import { improve } from "./improve.ts";
import { sitting } from "./sitting.ts";
import type { Done, PlayTask, Task } from "./tasks.ts";

/**
 * Does what a task asks for.
 *
 * @param player finds registered players
 */
export async function perform<T extends Task>(task: T, player: (id: string) => Player): Promise<Done<T>>;
export async function perform(task: Task, player: (id: string) => Player): Promise<Done<Task>> {
  switch (task.kind) {
    case "play":
      return play(task, player);
    case "fit":
      return fit(task);
    case "improve":
      return improve(task);
  }
}

function play({ row, column, matches }: PlayTask, player: (id: string) => Player): Done<PlayTask> {
  return pack(
    playLockstep(sitting(row, column, "column", player), sitting(column, row, "row", player), matches),
  );
}
