import { readFileSync } from "node:fs";
import { CoplayError } from "../../core/errors.ts";

/* Node has WebAssembly, but of TypeScript's libraries only the browsers' describe it. */
declare global {
  const WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => Module;
    readonly Instance: new (module: Module) => { readonly exports: object };
  };
}

/** What only WebAssembly looks into. */
type Module = object;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What assembly/index.ts exports. Numbers are byte addresses, or counts. */
interface Exports {
  readonly memory: Memory;
  configure(
    hidden: number,
    outputs: number,
    forwardU: number,
    backwardU: number,
    table: number,
    start: number,
    bias: number,
    forwardW: number,
    backwardW: number,
    headBias: number,
    room: number,
  ): void;
  step(h: number, blocks: number, symbols: number, out: number, lanes: number): void;
  forward(blocks: number, turns: number, states: number, kept: number, symbols: number, out: number): void;
  backward(
    blocks: number,
    turns: number,
    states: number,
    kept: number,
    symbols: number,
    outGradient: number,
    startGradient: number,
    sumU: number,
    sumTable: number,
    sumStart: number,
    sumBias: number,
    sumW: number,
    sumHeadBias: number,
    work: number,
  ): void;
  planRoom(hidden: number, outputs: number, rollouts: number): number;
  plan(
    roots: number,
    h: number,
    out: number,
    stride: number,
    outputs: number,
    seeds: number,
    rollouts: number,
    depth: number,
    payoff: number,
    discount: number,
    returns: number,
    room: number,
  ): number;
}

/** The compiled kernels with a memory of their own. What is taken of it is given back all at once, by the collector. */
export interface Instance {
  readonly kernels: Exports;
  /**
   * Takes zeroed memory; its address is a multiple of 64.
   *
   * @throws CoplayError where there is not so much
   */
  readonly take: (bytes: number) => number;
  /** Views that last until the next `take`. */
  readonly floats: (address: number, length: number) => Float32Array;
  readonly doubles: (address: number, length: number) => Float64Array;
  readonly words: (address: number, length: number) => Uint32Array;
  readonly bytes: (address: number, length: number) => Uint8Array;
}

const PAGE = 65_536;
/** From both src/ and dist/: the build puts it there. */
const file = new URL("../../../dist/models/kernels/gru.wasm", import.meta.url);
let compiled: Module | undefined;

/** @throws CoplayError where the kernels were not built, or this Node cannot run SIMD */
export function instantiate(): Instance {
  compiled ??= compile();
  const kernels = new WebAssembly.Instance(compiled).exports as unknown as Exports;
  const { memory } = kernels;
  let end = Math.max(memory.buffer.byteLength, PAGE);
  return {
    kernels,
    take(bytes) {
      const address = end;
      end += Math.ceil(bytes / 64) * 64;
      const missing = Math.ceil(end / PAGE) - memory.buffer.byteLength / PAGE;
      if (missing > 0) grow(memory, missing);
      return address;
    },
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
    doubles: (address, length) => new Float64Array(memory.buffer, address, length),
    words: (address, length) => new Uint32Array(memory.buffer, address, length),
    bytes: (address, length) => new Uint8Array(memory.buffer, address, length),
  };
}

function grow(memory: Memory, pages: number): void {
  try {
    memory.grow(pages);
  } catch (cause) {
    const gigabytes = ((pages * PAGE + memory.buffer.byteLength) / 2 ** 30).toFixed(1);
    throw new CoplayError(`a model's kernels need ${gigabytes} GB, and they can have 4 at most`, {
      hint: "Fewer units, episodes in a batch, turns or rollouts need less.",
      cause,
    });
  }
}

function compile(): Module {
  try {
    return new WebAssembly.Module(readFileSync(file));
  } catch (cause) {
    throw new CoplayError(`the kernels of trained models cannot be loaded: ${(cause as Error).message}`, {
      hint: "`npm run build` makes them; they need a Node with WebAssembly SIMD.",
      cause,
    });
  }
}
