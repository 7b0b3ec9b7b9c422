import type { ActionName } from "../../core/action.ts";
import type { Horizon } from "../../core/terms.ts";
import { quoted } from "./quote.ts";
import type { PromptState, Said } from "./state.ts";
import type { HistoryLine, NamedAction, Variables } from "./variables.ts";

/**
 * The values of all variables at one point of a match.
 *
 * @param tell how a turn that is over is told
 */
export function variablesOf(state: PromptState, tell: (line: HistoryLine) => string): Variables {
  const { terms, settings, outcomes, said, talk } = state;
  const { order, labels } = state.labelling;
  const { actions, payoff, cooperative } = terms.game;
  const k = actions.length;
  const maxLength = talk?.maxLength ?? 0;
  const isToldPayoffs = terms.payoffs !== "untold";
  const worth = (payoffs: Float64Array, outcome: number): number | null =>
    isToldPayoffs ? tidy(payoffs[outcome]!) : null;
  const conversationOf = (turn: number): Said[] =>
    (said[turn] ?? []).map(({ own, other }) => ({
      own: quoted(own, maxLength),
      other: quoted(other, maxLength),
    }));
  const named = ({ label: name, symbol }: ActionName, action: number): NamedAction => ({
    label: labels[action]!,
    name,
    symbol,
    is_cooperative: action === cooperative,
  });
  const shown = settings.history === "all" ? outcomes.length : Math.min(settings.history, outcomes.length);
  const leftOut = outcomes.length - shown;
  return {
    actions: order.map((action) => named(actions[action]!, action)),
    payoffs: isToldPayoffs
      ? order.flatMap((own) =>
          order.map((other) => ({
            own: labels[own]!,
            other: labels[other]!,
            own_payoff: tidy(payoff.row[own * k + other]!),
            other_payoff: tidy(payoff.column[own * k + other]!),
          })),
        )
      : null,
    horizon: horizonOf(terms.horizon),
    noise:
      terms.noise === "unknown"
        ? { known: false, percent: null }
        : { known: true, percent: tidy(terms.noise * 100) },
    turn: outcomes.length + 1,
    history: outcomes.slice(leftOut).map((outcome, i) =>
      tell({
        turn: leftOut + i + 1,
        own: labels[Math.floor(outcome / k)]!,
        other: labels[outcome % k]!,
        own_payoff: worth(payoff.row, outcome),
        other_payoff: worth(payoff.column, outcome),
        conversation: conversationOf(leftOut + i),
      }),
    ),
    left_out: leftOut,
    totals: settings.totals ? totalsOf(state) : null,
    co_player: coPlayerOf(state),
    persona: settings.persona,
    chain_of_thought: settings.chainOfThought,
    mode: settings.mode,
    purpose: state.purpose,
    talk: talk === undefined ? null : { messages: talk.messages, max_length: talk.maxLength },
    conversation: conversationOf(outcomes.length),
  };
}

function horizonOf(horizon: Horizon): Variables["horizon"] {
  const nothing = { turns: null, continuation: null, percent: null, stop_percent: null };
  if (horizon === "unknown") return { kind: "unknown", ...nothing };
  if ("turns" in horizon) return { kind: "turns", ...nothing, turns: horizon.turns };
  const { continuation } = horizon;
  return {
    kind: "continuation",
    turns: null,
    continuation,
    percent: tidy(continuation * 100),
    stop_percent: tidy((1 - continuation) * 100),
  };
}

function totalsOf({ terms, outcomes, labelling }: PromptState): Variables["totals"] {
  const { actions, payoff } = terms.game;
  const k = actions.length;
  const isToldPayoffs = terms.payoffs !== "untold";
  const sum = (payoffs: Float64Array): number | null =>
    isToldPayoffs ? tidy(outcomes.reduce((total, outcome) => total + payoffs[outcome]!, 0)) : null;
  const times = (isIt: (outcome: number) => boolean): number => outcomes.filter(isIt).length;
  return {
    own_payoff: sum(payoff.row),
    other_payoff: sum(payoff.column),
    actions: labelling.order.map((action) => ({
      label: labelling.labels[action]!,
      own: times((outcome) => Math.floor(outcome / k) === action),
      other: times((outcome) => outcome % k === action),
    })),
  };
}

function coPlayerOf({ terms, match, seat }: PromptState): string | null {
  const { coPlayer = "untold" } = terms;
  if (coPlayer === "untold") return null;
  return coPlayer === "told" ? match[seat === "row" ? "column" : "row"] : coPlayer.as;
}

/** Without what binary fractions add: 0.1 + 0.2 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12));
