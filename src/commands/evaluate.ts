import { SpecError } from "../core/errors.ts";
import { dilemma } from "../core/game.ts";
import { formatPlayerId } from "../core/player-id.ts";
import type { Player } from "../core/player.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { Prompt } from "../match/lockstep.ts";
import { rehearse } from "../match/rehearsal.ts";
import { tabular } from "../models/tabular.ts";
import { isTrained, type TrainedPolicy } from "../models/trained.ts";
import { counted, decimals, percent } from "../report/number.ts";
import { sparkline } from "../report/sparkline.ts";
import { formatInterval } from "../report/standings.ts";
import type { Column } from "../report/table.ts";
import { openDesk } from "./desk.ts";
import { pairingReport, playEvaluation, type PairingReport } from "./evaluation.ts";
import { print, printJson, printTable } from "./terminal/output.ts";
import { withProgress } from "./terminal/progress.ts";

export interface EvaluateOptions {
  /** Players to meet, and `tabular`; by default that, three classics and itself. */
  readonly against?: readonly string[];
  /** Matches against each of them. */
  readonly episodes: number;
  /** By default as many as in training. */
  readonly turns?: number;
  readonly noise: number;
  readonly seed: number;
  readonly json?: boolean;
}

const CLASSICS = ["cooperator", "defector", "tit-for-tat"];

/**
 * Plays a trained model, which learns no more, against others, half of the matches in either seat, and prints what comes
 * of it. Nothing is logged.
 *
 * @param asked a player id, or the path of a checkpoint
 * @throws SpecError for a player that was not trained, or a co-player that would have to be waited for
 */
export async function evaluate(asked: string, options: EvaluateOptions): Promise<void> {
  const { catalogue } = openDesk();
  const isFile = asked.endsWith(".json");
  const id = isFile ? formatPlayerId({ name: "checkpoint", parameters: { file: asked } }) : asked;
  const player = trained(catalogue.player(id));
  const { checkpoint } = player;
  const against = options.against ?? [tabular.id, ...CLASSICS, player.id];
  const met = against.map((name) => (name === tabular.id ? tabular : prompt(catalogue.player(name))));
  const coPlayers = [...new Map(met.map((coPlayer) => [coPlayer.id, coPlayer])).values()];
  const { episodes, turns = checkpoint.config.turns, noise, seed } = options;
  const game = dilemma(checkpoint.game.id, checkpoint.game.payoffs, null);
  const evaluation = { player, coPlayers, game, episodes, turns, noise, seed };
  for (const each of [player, ...coPlayers]) rehearse(each, { game, noise, horizon: { turns } });

  const records = new Map(coPlayers.map((coPlayer): [string, MatchRecord[]] => [coPlayer.id, []]));
  for await (const event of withProgress(playEvaluation(evaluation), Date.now)) {
    if (event.kind !== "matches") continue;
    for (const record of event.records) records.get(record.match.column)!.push(record);
  }
  const pairings = [...records].map(([coPlayer, played]) => pairingReport(evaluation, coPlayer, played));
  if (options.json === true) {
    const { hash, name, learner } = checkpoint;
    printJson({
      player: player.id,
      checkpoint: { name, learner, hash },
      game: game.id,
      turns,
      noise,
      seed,
      pairings,
    });
    return;
  }
  print(`${player.id} at ${game.id}, ${turns} turns`, "bold");
  print(`checkpoint ${checkpoint.hash.slice(0, 12)}, ${counted(episodes, "match", "matches")} a pairing`);
  printTable(columns, pairings);
}

function trained(player: Player): TrainedPolicy {
  if (isTrained(player)) return player;
  throw new SpecError(`${player.id} is no trained model`, {
    hint: "Write trained/<name> or a checkpoint's path; `coplay probe` looks at players of any kind.",
  });
}

function prompt(player: Player): Prompt {
  if (player.kind !== "agent") return player;
  throw new SpecError(`${player.id} has to be waited for, and thousands of matches are played`, {
    hint: "Let them meet in a tournament: `coplay run`.",
  });
}

/** Columns of a curve. */
const CURVE = 25;

const columns: readonly Column<PairingReport>[] = [
  { header: "co-player", align: "left", rank: 0, value: ({ coPlayer }) => coPlayer },
  { header: "payoff/turn", align: "right", rank: 0, value: (p) => decimals(p.totals.payoff.own.value, 3) },
  {
    header: "95 % interval",
    align: "left",
    rank: 3,
    value: (p) => formatInterval(p.totals.payoff.own.interval),
  },
  {
    header: "co-player's",
    align: "right",
    rank: 2,
    value: (p) => decimals(p.totals.payoff.coPlayer.value, 3),
  },
  { header: "cooperation", align: "right", rank: 1, value: ({ cooperation }) => percent(cooperation.whole) },
  {
    header: "co-player's",
    align: "right",
    rank: 4,
    value: ({ totals }) => percent(totals.cooperation.coPlayer.value),
  },
  { header: "head", align: "right", rank: 5, value: ({ cooperation }) => percent(cooperation.head) },
  { header: "tail", align: "right", rank: 5, value: ({ cooperation }) => percent(cooperation.tail) },
  { header: "end", align: "right", rank: 6, value: ({ cooperation }) => percent(cooperation.end) },
  {
    header: "by turn",
    align: "left",
    rank: 3,
    value: ({ byTurn }) => sparkline(byTurn.cooperation.own, CURVE),
  },
];
