import { isSymmetric, type Game } from "../../core/game.ts";
import type { Terms } from "../../core/terms.ts";
import { count, counted, percent } from "../number.ts";
import type { RunHead, RunReport } from "../run-report.ts";
import { html, type Markup } from "./markup.ts";

/** What the run was: its name, and the facts that everything else rests on. */
export function headSection({ run }: RunReport): Markup {
  const facts = factsOf(run).map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<header>
    <h1>${run.name}</h1>
    <p class="lede">${ledeOf(run)}</p>
    <dl class="facts">${facts}</dl>
  </header>`;
}

function ledeOf({ players, game, matches, turns }: RunHead): string {
  const played = `${counted(matches, "match", "matches")} and ${counted(turns, "turn")}`;
  return `${counted(players.length, "player")} at ${game.id}: ${played}.`;
}

function factsOf(run: RunHead): readonly (readonly [name: string, value: string])[] {
  const { id, status, noise, told, talk, startedAt, endedAt, planned, matches, aborted, seed, players } = run;
  const kinds = [...new Set(players.map(({ kind }) => kind))].map((kind) => {
    const many = players.filter((player) => player.kind === kind).length;
    return kind === "policy"
      ? counted(many, "policy", "policies")
      : kind === "strategy"
        ? counted(many, "strategy", "strategies")
        : counted(many, "agent");
  });
  return [
    ["run", `${id}, ${status}`],
    ["started", utc(startedAt)],
    ["ended", endedAt === null ? "not in order" : utc(endedAt)],
    ["players", kinds.join(", ")],
    ["matches", matches === planned ? count(matches) : `${count(matches)} of ${count(planned)}`],
    ["aborted", aborted === 0 ? "none" : `${count(aborted)} (${percent(aborted / matches)})`],
    ["noise", percent(noise)],
    ["horizon, as told", horizonOf(told)],
    ...(talk === null
      ? []
      : [["cheap talk", `${counted(talk.messages, "message")} before each turn`] as const]),
    ["seed", String(seed)],
    ...run.factors.map(([factor, value]) => [factor, value] as const),
  ];
}

function horizonOf({ horizon }: Terms): string {
  if (horizon === "unknown") return "nothing";
  return "turns" in horizon ? counted(horizon.turns, "turn") : `continuation ${horizon.continuation}`;
}

/** A moment as everybody's clock has it: equal logs give equal reports, wherever they are made. */
const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** The game's payoffs as a table. */
export function gameTable(game: Game): Markup {
  const { actions, payoff } = game;
  const k = actions.length;
  const name = ({ symbol, label }: (typeof actions)[number]): string =>
    label.toUpperCase() === symbol ? symbol : `${symbol}, ${label}`;
  const rows = actions.map((own, i) => {
    const cells = actions.map((_, j) => {
      const at = i * k + j;
      return html`<td>${payoff.row[at]!}, ${payoff.column[at]!}</td>`;
    });
    return html`<tr>
      <th scope="row">${name(own)}</th>
      ${cells}
    </tr> `;
  });
  const symmetry = isSymmetric(game) ? "the same from either seat" : "which differ between the seats";
  return html`<div class="scroll">
    <table class="matrix">
      <caption>
        Payoffs of the row seat and of the column seat, ${symmetry}
      </caption>
      <thead>
        <tr>
          <th scope="col">row's action</th>
          ${actions.map((other) => html`<th scope="col">${other.symbol}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
