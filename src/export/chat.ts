import type { CallRecord, ParseStatus } from "../core/call.ts";
import { CoplayError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import { outcomeOf } from "../core/outcome.ts";
import type { ExportFormat, ExportServices, Field } from "./format.ts";
import { writeLines } from "./lines.ts";
import { viewOf } from "./seat-view.ts";
import type { SourceMatch, Split } from "./source.ts";

const FIELDS: readonly Field[] = [
  [
    "messages",
    "the prompt as it was sent, role and content in turn, and the model's answer as the last message",
  ],
  ["metadata.run", "number of the run in its log"],
  ["metadata.run_name", "name of its tournament"],
  ["metadata.match", "number of the match in its log"],
  ["metadata.seat", "row or column"],
  ["metadata.turn", "from 0"],
  ["metadata.player", "who answered"],
  ["metadata.co_player", "who sat across the table; the prompt may not have said"],
  ["metadata.game", "id of the game"],
  ["metadata.provider", "who was asked"],
  ["metadata.model", "the model that was asked for"],
  ["metadata.elicitation", "the form in which the answer was asked for"],
  ["metadata.prompt", "id and language of the prompt file"],
  ["metadata.prompt_hash", "SHA-256 of its text"],
  ["metadata.labels", "which label meant which action, and their order"],
  [
    "metadata.parse_status",
    "ok; repaired: not quite in the form that was asked for; reasked: after a reply that could not be read",
  ],
  ["metadata.move", "the symbol of the realised action; null in a turn that was not completed"],
  ["metadata.trembled", "whether noise made the move another than the answer said"],
  ["metadata.payoff", "what the turn brought; null in a turn that was not completed"],
];

/** Answers that a move was read from. */
const READ: ReadonlySet<ParseStatus> = new Set(["ok", "repaired", "reasked"]);

const path = (split: Split): string => `${split}.jsonl`;

/** One answered question for a move a line, as a conversation. */
export const chat: ExportFormat = {
  id: "chat",
  title: "LLM turns as conversations",
  description: "one turn of an LLM a line, as chat fine-tuning takes it; only answers that could be read",
  unit: "seat",
  tables: [{ name: "turns", path, fields: FIELDS }],
  howTo:
    "Each line is a conversation to fine-tune on. Nothing but the prompt's messages and the answer is taken from a request: no keys, headers or settings.",
  *write(reading, folder, services) {
    if (!reading.hasAgents) {
      throw new CoplayError("nothing to export: no player of these runs is an LLM, and only those converse", {
        hint: "Export a run with LLM players, or choose another --format.",
      });
    }
    const files = yield* writeLines(reading, folder, {
      path,
      calls: true,
      linesOf: (match) => {
        const rows = rowsOf(match, services.messagesOf);
        return { text: rows.map((row) => `${JSON.stringify(row)}\n`).join(""), rows: rows.length };
      },
    });
    if (files.every(({ rows }) => rows === 0)) {
      throw new CoplayError("nothing to export: in these matches no LLM gave an answer that could be read", {
        hint: "--player and --seat say whose turns are taken; coplay standings says what came of its calls.",
      });
    }
    return { files, rows: "turns", facts: {} };
  },
};

function rowsOf(match: SourceMatch, messagesOf: ExportServices["messagesOf"]): readonly Json[] {
  const { calls = [] } = match.record;
  return calls
    .filter(
      ({ purpose, seat, parseStatus, answer }) =>
        purpose === "act" && match.seats.includes(seat) && READ.has(parseStatus) && answer !== null,
    )
    .map((call) => ({
      messages: [
        ...messagesOf(call.request).map(({ role, text }) => ({ role, content: text })),
        { role: "assistant", content: call.answer! },
      ],
      metadata: metadataOf(match, call),
    }));
}

/** A text as JSON; as it is where it is none: an imported log may have anything. */
function jsonOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function metadataOf({ run, id, record }: SourceMatch, call: CallRecord): Json {
  const { seat, turn, provider, modelAsked, elicitation, prompt, promptHash, labels, parseStatus } = call;
  const { game } = record.match;
  const { player, coPlayer, own, other, trembles, payoff } = viewOf(record, seat);
  const isPlayed = turn < own.length;
  const action = own[turn] ?? 0;
  return {
    run: run.id,
    run_name: run.name,
    match: id,
    seat,
    turn,
    player,
    co_player: coPlayer,
    game: game.id,
    provider,
    model: modelAsked,
    elicitation,
    prompt,
    prompt_hash: promptHash,
    labels: labels === null ? null : jsonOr(labels),
    parse_status: parseStatus,
    move: isPlayed ? game.actions[action]!.symbol : null,
    trembled: trembles[turn] === 1,
    payoff: isPlayed ? payoff[outcomeOf(action, other[turn]!, game.actions.length)]! : null,
  };
}
