import type { Payment, Spending } from "../core/usage.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";

/** A payment, whose it is, and when it was made, in ms since 1970. */
export interface Entry {
  readonly frame: Frame;
  readonly payment: Payment;
  readonly at: number;
}

/** Writes payments down, all of them or none. */
export type Pay = (entries: readonly Entry[]) => void;

/** Prepares writing payments to one connection. */
export function payer(connection: Connection): Pay {
  const insert = connection.prepare<(number | null)[]>(
    `INSERT INTO payment (run, player, at, input_tokens, cached_tokens, output_tokens, reasoning_tokens, cost_usd,
       charged_usd, charged_tokens)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertAll = connection.transaction<Pay>((entries) => {
    for (const { frame, payment, at } of entries) {
      const { input, cached, output, reasoning } = payment.tokens;
      insert.run(
        frame.run,
        frame.positionOf(payment.player),
        Math.round(at),
        input,
        cached,
        output,
        reasoning,
        payment.costUsd,
        payment.charged.usd,
        payment.charged.tokens,
      );
    }
  });
  return (entries) => insertAll.immediate(entries);
}

interface SpendingRow extends Omit<Spending, "charged"> {
  readonly player: number;
  readonly chargedUsd: number;
  readonly chargedTokens: number;
}

/** What a run has paid for so far, by player; those that paid for nothing are not there. */
export function selectSpending(connection: Connection, { run, players }: Frame): Map<string, Spending> {
  const rows = connection
    .prepare<[number], SpendingRow>(
      `SELECT player, count(*) AS calls, total(input_tokens) AS inputTokens, total(output_tokens) AS outputTokens,
         total(cost_usd) AS costUsd, count(*) - count(cost_usd) AS unpriced, total(charged_usd) AS chargedUsd,
         total(charged_tokens) AS chargedTokens
       FROM payment WHERE run = ? GROUP BY player ORDER BY player`,
    )
    .all(run);
  return new Map(
    rows.map(({ player, chargedUsd, chargedTokens, ...spending }) => [
      players[player]!,
      { ...spending, charged: { usd: chargedUsd, tokens: chargedTokens } },
    ]),
  );
}
