import type { TokenCounts } from "../core/call.ts";
import { BudgetError } from "../core/errors.ts";
import {
  NOTHING_SPENT,
  sumOf,
  type Budgets,
  type Charge,
  type Payment,
  type Spending,
} from "../core/usage.ts";

const KINDS = ["usd", "calls", "tokens"] as const;
type Kind = (typeof KINDS)[number];
type Amounts = Record<Kind, number>;

/** The most that a call can come to. */
export interface Need {
  /** 0 where the price is not known: a budget in USD does not see such calls. */
  readonly usd: number;
  readonly tokens: number;
}

/** What a call is charged with: calls that nobody counts or prices, with all that they could come to. */
export const chargeOf = (need: Need, { input, output }: TokenCounts, costUsd: number | null): Charge => ({
  usd: costUsd ?? need.usd,
  tokens: input === null || output === null ? need.tokens : input + output,
});

/** Room in the budgets that is kept for a call under way. */
export interface Reservation {
  readonly player: string;
  readonly need: Need;
  isOpen: boolean;
}

/** Who spends: the run, or one of its players. */
interface Account {
  readonly name: string;
  readonly scope: BudgetError["scope"];
  readonly bounds: Readonly<Record<Kind, number | null>>;
  /** What was charged. */
  readonly spent: Amounts;
  readonly reserved: Amounts;
  shown: Spending;
}

interface Waiter extends Reservation {
  readonly admit: () => void;
  readonly refuse: (error: BudgetError) => void;
}

/**
 * Keeps the budgets of a run. Before a call goes out, the most that it can cost is reserved; after it, what it did cost
 * is charged and the rest is free again. Where a call does not fit beside what is reserved, it waits until others have
 * settled, in the order of asking; where it does not fit beside what is spent, it is refused. Hence no number of calls
 * at once overshoots a budget.
 *
 * What is charged is what providers report, and the most that it can have been where they do not. An attempt that failed comes without usage and is not charged, though some
 * vendors may bill it.
 */
export class Ledger {
  readonly #budgets: Budgets;
  readonly #run: Account;
  readonly #players = new Map<string, Account>();
  readonly #waiting = new Set<Waiter>();
  #isToAdmit = false;

  /** @param before what each player has spent in earlier sittings of the run */
  constructor(budgets: Budgets, before: ReadonlyMap<string, Spending> = new Map()) {
    this.#budgets = budgets;
    this.#run = accountOf("run", "the run", budgets.run, [...before.values()].reduce(sumOf, NOTHING_SPENT));
    for (const [player, spending] of before) {
      this.#players.set(player, accountOf("player", player, budgets.perPlayer, spending));
    }
  }

  /** What the run has spent, earlier sittings included. */
  get spent(): Spending {
    return this.#run.shown;
  }

  /** What each player has spent, earlier sittings included. */
  get players(): ReadonlyMap<string, Spending> {
    return new Map([...this.#players].map(([player, { shown }]) => [player, shown]));
  }

  /** Calls that wait for others to settle. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Keeps room for a call.
   *
   * @throws BudgetError where there is none and will be none
   * @throws the signal's reason where it is aborted first
   */
  async reserve(player: string, need: Need, signal: AbortSignal): Promise<Reservation> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(waiter);
        reject(signal.reason as Error);
        this.#admitSoon();
      };
      const waiter: Waiter = {
        player,
        need,
        isOpen: true,
        admit: () => {
          signal.removeEventListener("abort", leave);
          resolve(waiter);
        },
        refuse: (error) => {
          signal.removeEventListener("abort", leave);
          reject(error);
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.add(waiter);
      this.#admit();
    });
  }

  /** Charges what a call came to, or nothing where it came to nothing. Only the first time counts. */
  settle(reservation: Reservation, payment: Payment | null): void {
    if (!reservation.isOpen) return;
    reservation.isOpen = false;
    const need = amountsOf(reservation.need);
    for (const account of [this.#run, this.#accountOf(reservation.player)]) {
      free(account, need);
      if (payment !== null) charge(account, payment);
    }
    this.#admit();
  }

  #accountOf(player: string): Account {
    let account = this.#players.get(player);
    if (account === undefined) {
      account = accountOf("player", player, this.#budgets.perPlayer, NOTHING_SPENT);
      this.#players.set(player, account);
    }
    return account;
  }

  /** Once for all that leave together, as they do when a run is stopped: whoever stood behind them may fit now. */
  #admitSoon(): void {
    if (this.#isToAdmit) return;
    this.#isToAdmit = true;
    queueMicrotask(() => {
      this.#isToAdmit = false;
      this.#admit();
    });
  }

  /** Lets in whoever fits, in order; a player whose own budget is taken does not hold up others. */
  #admit(): void {
    const held = new Set<string>();
    for (const waiter of this.#waiting) {
      if (held.has(waiter.player)) continue;
      const accounts = [this.#run, this.#accountOf(waiter.player)];
      const need = amountsOf(waiter.need);
      const refusal = accounts.map((account) => refusalOf(account, need)).find((error) => error !== null);
      if (refusal !== undefined) {
        this.#waiting.delete(waiter);
        waiter.refuse(refusal);
        continue;
      }
      const taken = accounts.find((account) => excessOf(account, need, account.reserved) !== undefined);
      if (taken === this.#run) return;
      if (taken !== undefined) {
        held.add(waiter.player);
        continue;
      }
      this.#waiting.delete(waiter);
      for (const { reserved } of accounts) for (const kind of KINDS) reserved[kind] += need[kind];
      waiter.admit();
    }
  }
}

const accountOf = (
  scope: Account["scope"],
  name: string,
  bounds: Account["bounds"],
  before: Spending,
): Account => ({
  name,
  scope,
  bounds,
  spent: { ...before.charged, calls: before.calls },
  reserved: { usd: 0, calls: 0, tokens: 0 },
  shown: before,
});

const amountsOf = ({ usd, tokens }: Need): Amounts => ({ usd, calls: 1, tokens });

function free({ reserved }: Account, need: Amounts): void {
  for (const kind of KINDS) reserved[kind] -= need[kind];
  // Rounding must not leave a rest that somebody could wait for in vain.
  if (reserved.calls === 0) reserved.usd = 0;
}

function charge(account: Account, { tokens, costUsd, charged }: Payment): void {
  const { spent } = account;
  spent.calls++;
  spent.usd += charged.usd;
  spent.tokens += charged.tokens;
  account.shown = sumOf(account.shown, {
    calls: 1,
    inputTokens: tokens.input ?? 0,
    outputTokens: tokens.output ?? 0,
    costUsd: costUsd ?? 0,
    unpriced: costUsd === null ? 1 : 0,
    charged,
  });
}

const NOTHING: Amounts = { usd: 0, calls: 0, tokens: 0 };

/** The first bound that a call would overshoot, beside what is spent and what is reserved. */
const excessOf = ({ bounds, spent }: Account, need: Amounts, reserved: Amounts): Kind | undefined =>
  KINDS.find((kind) => {
    const bound = bounds[kind];
    return bound !== null && spent[kind] + reserved[kind] + need[kind] > bound;
  });

function refusalOf(account: Account, need: Amounts): BudgetError | null {
  const kind = excessOf(account, need, NOTHING);
  if (kind === undefined) return null;
  const { name, scope, bounds, spent } = account;
  const show = SHOW[kind];
  const state = `${show(spent[kind])} of ${show(bounds[kind]!)}`;
  return new BudgetError(
    scope,
    kind === "calls"
      ? `the budget of ${name} is spent: ${state} calls`
      : `the budget of ${name} has no room for another call: ${state} spent, and it may come to ${show(need[kind])}`,
    { hint: HINTS[scope] },
  );
}

const HINTS: Readonly<Record<Account["scope"], string>> = {
  run: "Raise it in the tournament file, and the same command goes on from there.",
  player:
    "Raise budget.per-player in the tournament file; with --retry-aborted its matches are played again.",
};

const SHOW: Readonly<Record<Kind, (amount: number) => string>> = {
  usd: (amount) => `$${amount.toFixed(4).replace(/0{1,2}$/, "")}`,
  calls: String,
  tokens: (amount) => `${amount} tokens`,
};
