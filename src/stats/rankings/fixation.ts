/** Where e^−x is nothing beside 1. */
const FAR = 40;

/** log(e^a + e^b) */
function logAdd(a: number, b: number): number {
  const greatest = a < b ? b : a;
  const least = a < b ? a : b;
  return greatest - least < FAR ? greatest + Math.log1p(Math.exp(least - greatest)) : greatest;
}

/**
 * Log of the chance that a single mutant takes a population of residents over. One of each kind is drawn at a time, and
 * the one copies the other by the Fermi rule: with k mutants their number is e^(α d) times as likely to grow as to
 * shrink, d = f_mutant − f_resident, the mean payoffs against the other m − 1 individuals. So the chance is
 * 1 / (1 + Σ_l Π_{k ≤ l} e^(−α d_k)), l from 1 to m − 1.
 *
 * @see Omidshafiei2019
 */
export function logFixation(
  payoff: readonly Float64Array[],
  resident: number,
  mutant: number,
  alpha: number,
  size: number,
): number {
  const own = payoff[mutant]![mutant]!;
  const against = payoff[mutant]![resident]!;
  const back = payoff[resident]![mutant]!;
  const among = payoff[resident]![resident]!;
  let exponent = 0;
  let sum = 0;
  for (let mutants = 1; mutants < size; mutants++) {
    const residents = size - mutants;
    const gain =
      ((mutants - 1) * own + residents * against - mutants * back - (residents - 1) * among) / (size - 1);
    exponent -= alpha * gain;
    sum = logAdd(sum, exponent);
  }
  return -sum;
}

/**
 * Log of the stationary distribution of a Markov chain, by the elimination of Grassmann, Taksar and Heyman: states are
 * taken out one after the other, and what went through them goes directly. It subtracts nothing, so that every digit is
 * right however small the chances.
 *
 * @param logChances n × n, of going from the row to the column, up to a factor that all share; the diagonal is not
 *   looked at. Every state must lead to every other, however rarely. It is used up.
 * @see Grassmann1985
 */
export function logStationary(logChances: readonly Float64Array[]): Float64Array {
  const n = logChances.length;
  for (let out = n - 1; out > 0; out--) {
    const from = logChances[out]!;
    let leaving = -Infinity;
    for (let to = 0; to < out; to++) leaving = logAdd(leaving, from[to]!);
    for (let state = 0; state < out; state++) {
      const row = logChances[state]!;
      row[out]! -= leaving;
      for (let to = 0; to < out; to++) if (to !== state) row[to] = logAdd(row[to]!, row[out]! + from[to]!);
    }
  }
  const masses = new Float64Array(n);
  let total = 0;
  for (let state = 1; state < n; state++) {
    masses[state] = -Infinity;
    for (let from = 0; from < state; from++) {
      masses[state] = logAdd(masses[state]!, masses[from]! + logChances[from]![state]!);
    }
    total = logAdd(total, masses[state]!);
  }
  return masses.map((mass) => mass - total);
}
