import { outcomeOf, type Outcome } from "../core/outcome.ts";
import { SpecError } from "../core/errors.ts";
import type { Player, Strategy } from "../core/player.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchSpec } from "../core/trajectory.ts";
import { isLlmAgent, type LlmAgent, type Preview } from "../llm/agent.ts";
import type { Said } from "../llm/prompt/state.ts";
import { laneOf } from "../match/lockstep.ts";
import { playScalar } from "../match/scalar.ts";
import type { Catalogue } from "../tournament/catalogue.ts";
import { matchesOf, pairings } from "../tournament/schedule.ts";
import type { Tournament } from "../tournament/spec.ts";
import { openDesk } from "./desk.ts";
import { readExperiment } from "./read-tournament.ts";
import { print, printJson } from "./terminal/output.ts";

export interface PromptOptions {
  readonly turn: number;
  readonly player?: string;
  readonly coPlayer?: string;
  readonly repetition: number;
  readonly cell: number;
  readonly json?: boolean;
}

/** Plays for those who would have to be asked, in the turns before the one that is looked at. */
const STAND_IN = "tit-for-tat";

/** The match that is looked at, from the model's seat. */
interface Scene {
  readonly agent: LlmAgent;
  readonly coPlayer: Player;
  readonly seat: Seat;
  readonly match: MatchSpec;
}

/** One request of a turn. */
interface Request extends Preview {
  readonly purpose: "act" | "say";
}

/** Prints what a model of a tournament would be sent at one turn of one match. Nobody is asked. */
export function showPrompt(file: string, options: PromptOptions): void {
  const { catalogue } = openDesk();
  const { cells } = readExperiment(file, {}, catalogue);
  const cell = cells[options.cell - 1];
  if (cell === undefined) throw beyond("cell", options.cell, cells.length, file);
  const scene = sceneOf(cell.tournament, catalogue, options, file);
  const { agent, coPlayer, seat, match } = scene;
  if (options.turn > match.turns) throw beyond("turn", options.turn, match.turns, "the match");
  const standIn = catalogue.player(STAND_IN) as Strategy;
  const outcomes = outcomesBefore(options.turn, scene, standIn);
  const requests = requestsOf(scene, outcomes);
  const place = {
    player: agent.id,
    coPlayer: coPlayer.id,
    seat,
    repetition: options.repetition,
    turn: options.turn,
    tournament: cell.tournament.name,
  };
  if (options.json === true) {
    const shown = requests.map(({ purpose, messages, body }) => ({ purpose, messages, body }));
    printJson({ ...place, standsIn: options.turn > 1 ? standInOf(scene) : [], requests: shown });
    return;
  }
  print(`${place.tournament}: ${agent.id} (${seat}) against ${coPlayer.id}`, "bold");
  print(`repetition ${options.repetition}, turn ${options.turn} of ${match.turns}`, "dim");
  for (const line of remarksOn(scene, options.turn)) print(line, "dim");
  for (const { purpose, messages } of requests) {
    for (const { role, content } of messages) {
      print();
      print(purpose === "say" ? `${role}, for a message` : role, "bold");
      for (const line of content.split("\n")) print(line);
    }
  }
}

function sceneOf(
  tournament: Tournament,
  catalogue: Catalogue,
  { player, coPlayer, repetition }: PromptOptions,
  file: string,
): Scene {
  const agents = tournament.players.filter(isLlmAgent);
  if (agents.length === 0) {
    throw new SpecError("no player of the tournament asks a model", {
      place: file,
      hint: "Players such as scripted/tit-for-tat or openai/gpt-5.2 do.",
    });
  }
  const agent = player === undefined ? agents[0]! : named(player, agents, catalogue);
  const met = pairings(tournament).filter(({ row, column }) => row === agent || column === agent);
  const others = met.map(({ row, column }) => (row === agent ? column : row));
  if (others.length === 0) throw new SpecError(`${agent.id} meets nobody`, { place: file });
  const other = coPlayer === undefined ? others[0]! : named(coPlayer, others, catalogue);
  const pairing = met[others.indexOf(other)]!;
  const match = matchesOf(tournament, pairing)[repetition - 1];
  if (match === undefined) throw beyond("repetition", repetition, tournament.repetitions, file);
  return { agent, coPlayer: other, seat: pairing.row === agent ? "row" : "column", match };
}

/** The player that an option means: by its id, another spelling of it, or how it begins where only one begins so. */
function named<P extends Player>(asked: string, players: readonly P[], catalogue: Catalogue): P {
  const exact = players.find(({ id }) => id === asked);
  if (exact !== undefined) return exact;
  const ids = [...new Set(players.filter(({ id }) => id.startsWith(asked)).map(({ id }) => id))];
  if (ids.length === 1) return players.find(({ id }) => id === ids[0])!;
  const { id: canonical } = ids.length === 0 ? catalogue.player(asked) : { id: asked };
  const found = players.find(({ id }) => id === canonical);
  if (found !== undefined) return found;
  const known = ids.length > 0 ? ids : [...new Set(players.map(({ id }) => id))];
  throw new SpecError(ids.length > 0 ? `"${asked}" may be several players` : `"${asked}" is none of them`, {
    hint: `There are ${known.join(", ")}.`,
  });
}

const beyond = (what: string, asked: number, last: number, where: string): SpecError =>
  new SpecError(`there is no ${what} ${asked} in ${where}`, { hint: `The last one is ${last}.` });

/** What the agent's seat saw before a turn, with stand-ins for those who would have to be asked. */
function outcomesBefore(
  turn: number,
  { coPlayer, seat, match }: Scene,
  standIn: Strategy,
): readonly Outcome[] {
  if (turn === 1) return [];
  const other = coPlayer.kind === "strategy" ? coPlayer : standIn;
  const [row, column] = seat === "row" ? [standIn, other] : [other, standIn];
  const record = playScalar(row, column, { ...match, turns: turn - 1 });
  const own = record[seat];
  const others = record[seat === "row" ? "column" : "row"];
  return Array.from(own, (action, i) => outcomeOf(action, others[i]!, match.game.actions.length));
}

/** The requests of a turn in order: one for each message of cheap talk, and one for the move. */
function requestsOf({ agent, seat, match }: Scene, outcomes: readonly Outcome[]): readonly Request[] {
  const lane = laneOf(match, seat, agent);
  const { messages = 0, line = "" } = match.talk ?? {};
  const spoken = (count: number): Said[] => Array.from({ length: count }, () => ({ own: line, other: line }));
  const before = outcomes.map(() => spoken(messages));
  const remarks = Array.from({ length: messages }, (_, i): Request => {
    return { purpose: "say", ...agent.preview(lane, outcomes, [...before, spoken(i)], "say") };
  });
  return [...remarks, { purpose: "act", ...agent.preview(lane, outcomes, [...before, spoken(messages)]) }];
}

const standInOf = ({ agent, coPlayer }: Scene): readonly string[] =>
  coPlayer.kind === "strategy" ? [agent.id] : [...new Set([agent.id, coPlayer.id])];

/** What is made up in what is shown. */
function remarksOn(scene: Scene, turn: number): readonly string[] {
  const { line, messages } = scene.match.talk ?? { line: "", messages: 0 };
  const said = line === "" ? "silence" : `"${line}"`;
  return [
    ...(turn > 1 ? [`in the turns before, ${STAND_IN} plays for ${standInOf(scene).join(" and ")}`] : []),
    ...(messages > 0 ? [`${said} stands for what both say`] : []),
  ];
}
