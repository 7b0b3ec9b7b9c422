import { H, step } from "./gru";
import { ROW, sigmoid } from "./vector";

/*
 * Rollouts of a model in its own imagination. For each root and each of its two actions, K rollouts run `depth` turns
 * on: own later actions from the model's prior, the co-player's from what it predicts of them.
 *
 * Rollouts that have gone the same way share a node, which counts them: the next turn splits the count, by own action
 * and by the co-player's. Each part gets its share, and chance decides on the fraction that is left: the same expected
 * counts as K rollouts one by one, with less scatter where there is something to share out, and a model that is
 * sure of itself needs a few nodes instead of K. Nodes of a group of roots stand in lanes side by side, whoever they
 * belong to; every root draws from a stream of its own, so what it gets does not depend on who stands beside it.
 *
 * What a node adds to the return is the payoff to be expected there, not that of what is drawn: the same mean, and none
 * of the luck of the turn itself, so that fewer rollouts do.
 */

/** Roots that are worked on together: the states of their nodes stay in the second cache. */
const GROUP: i32 = 8;

/** sfc32, as core/random.ts has it; the state is four words. */
function uint32(state: usize): u32 {
  const a = load<u32>(state);
  const b = load<u32>(state, 4);
  const c = load<u32>(state, 8);
  const counter = load<u32>(state, 12);
  const output = a + b + counter;
  store<u32>(state, b ^ (b >> 9));
  store<u32>(state, c + (c << 3), 4);
  store<u32>(state, rotl<u32>(c, 21) + output, 8);
  store<u32>(state, counter + 1, 12);
  return output;
}

/** How many of n rollouts go the way that has chance p: the whole part of n · p for certain, the rest by one draw. */
function split(state: usize, n: i32, p: f32): i32 {
  const share = <f64>n * <f64>p;
  const whole = Math.floor(share);
  return <i32>whole + i32(<f64>uint32(state) < (share - whole) * 4294967296);
}

/** Nodes: where the parent's state is, root and first action, count, and the symbol that was seen last. */
let parents: usize = 0;
let owners: usize = 0;
let counts: usize = 0;
let symbols: usize = 0;
let nodes: i32 = 0;

// @ts-ignore: decorator
@inline
function add(parent: usize, owner: i32, count: i32, symbol: i32): void {
  const at = <usize>nodes << 2;
  store<u32>(parents + at, <u32>parent);
  store<i32>(owners + at, owner);
  store<i32>(counts + at, count);
  store<u8>(symbols + nodes, <u8>symbol);
  nodes++;
}

/** Bytes of room that `plan` needs. */
export function planRoom(hidden: i32, outputs: i32, rollouts: i32): i32 {
  const most = GROUP * 2 * rollouts + 16;
  return 2 * most * hidden * 4 + most * outputs * 4 + 2 * 13 * most + GROUP * 16 + 256;
}

/**
 * Estimates what either action is worth.
 *
 * @param roots number of roots
 * @param h their states, [blocks][H][16]
 * @param out their outputs, [outputs][stride / 4]: own, coPlayerIfC and coPlayerIfD first, as log-odds of C
 * @param seeds three words a root
 * @param payoff of CC, CD, DC and DD, as doubles
 * @param discount of a turn
 * @param returns mean return of C and D, [roots][2] doubles
 * @param room as `planRoom` says
 * @returns nodes that were visited
 */
export function plan(
  roots: i32,
  h: usize,
  out: usize,
  stride: usize,
  outputs: i32,
  seeds: usize,
  rollouts: i32,
  depth: i32,
  payoff: usize,
  discount: f64,
  returns: usize,
  room: usize,
): i32 {
  const most = <usize>(GROUP * 2 * rollouts + 16);
  const bytes = most * <usize>H * 4;
  let states = room;
  let others = states + bytes;
  const said = others + bytes;
  const streams = said + most * <usize>outputs * 4;
  const lists = streams + GROUP * 16;
  let visited = 0;

  for (let first = 0; first < roots; first += GROUP) {
    const size = min(GROUP, roots - first);
    let mine = lists;
    let next = lists + 13 * most;
    use(mine, most);
    nodes = 0;
    for (let i = 0; i < size; i++) {
      const root = first + i;
      const stream = streams + (<usize>i << 4);
      memory.copy(stream, seeds + <usize>root * 12, 12);
      store<u32>(stream, 1, 12);
      const column = h + <usize>(root >> 4) * <usize>H * ROW + (<usize>(root & 15) << 2);
      for (let own = 0; own < 2; own++) {
        const chance = chanceOf(load<f32>(out + <usize>(1 + own) * stride + (<usize>root << 2)));
        const cooperates = split(stream, rollouts, chance);
        const onC = 2 * own;
        store<f64>(returns + (<usize>(2 * root + own) << 3), <f64>rollouts * expected(payoff, onC, chance));
        const owner = 2 * i + own;
        if (cooperates > 0) add(column, owner, cooperates, onC);
        if (cooperates < rollouts) add(column, owner, rollouts - cooperates, onC + 1);
      }
    }

    let weight: f64 = 1;
    for (let level = 1; level < depth; level++) {
      weight *= discount;
      const n = nodes;
      visited += n;
      const blocks = (n + 15) >> 4;
      const lanes = blocks << 4;
      for (let j = 0; j < n; j++) {
        let from: usize = <usize>load<u32>(parents + (<usize>j << 2));
        let to = states + <usize>(j >> 4) * <usize>H * ROW + (<usize>(j & 15) << 2);
        for (let unit = 0; unit < H; unit++) {
          store<u32>(to, load<u32>(from));
          from += ROW;
          to += ROW;
        }
      }
      for (let j = n; j < lanes; j++) store<u8>(symbols + j, 0);
      step(states, blocks, symbols, said, lanes);
      const row = <usize>lanes << 2;
      for (let at: usize = 0; at < 3 * row; at += 16) v128.store(said + at, sigmoid(v128.load(said + at)));

      const wasOwners = owners;
      const wasCounts = counts;
      const isLast = level == depth - 1;
      use(next, most);
      nodes = 0;
      for (let j = 0; j < n; j++) {
        const at = <usize>j << 2;
        const owner = load<i32>(wasOwners + at);
        const count = load<i32>(wasCounts + at);
        const stream = streams + (<usize>(owner >> 1) << 4);
        const column = states + <usize>(j >> 4) * <usize>H * ROW + (<usize>(j & 15) << 2);
        const sum = returns + (<usize>(2 * first + owner) << 3);
        const chance = load<f32>(said + at);
        const ifC = load<f32>(said + row + at);
        const ifD = load<f32>(said + 2 * row + at);
        const worth = <f64>chance * expected(payoff, 0, ifC) + (1 - <f64>chance) * expected(payoff, 2, ifD);
        store<f64>(sum, load<f64>(sum) + weight * <f64>count * worth);
        if (isLast) continue;
        const ownC = split(stream, count, chance);
        for (let own = 0; own < 2; own++) {
          const some = own == 0 ? ownC : count - ownC;
          if (some == 0) continue;
          const cooperates = split(stream, some, own == 0 ? ifC : ifD);
          const onC = 2 * own;
          if (cooperates > 0) add(column, owner, cooperates, onC);
          if (cooperates < some) add(column, owner, some - cooperates, onC + 1);
        }
      }
      const swap = states;
      states = others;
      others = swap;
      const lower = mine;
      mine = next;
      next = lower;
    }
    for (let i = 0; i < 2 * size; i++) {
      const at = returns + (<usize>(2 * first + i) << 3);
      store<f64>(at, load<f64>(at) / <f64>rollouts);
    }
  }
  return visited;
}

/** Takes one of two lists of nodes as the one that `add` writes to. */
function use(list: usize, most: usize): void {
  parents = list;
  owners = list + 4 * most;
  counts = list + 8 * most;
  symbols = list + 12 * most;
}

/** What an own action pays, from where CC or DC stands in the payoffs, if the co-player cooperates at this chance. */
// @ts-ignore: decorator
@inline
function expected(payoff: usize, onC: i32, chance: f32): f64 {
  const at = payoff + (<usize>onC << 3);
  return <f64>chance * load<f64>(at) + (1 - <f64>chance) * load<f64>(at, 8);
}

function chanceOf(logOdds: f32): f32 {
  return f32x4.extract_lane(sigmoid(f32x4.splat(logOdds)), 0);
}
