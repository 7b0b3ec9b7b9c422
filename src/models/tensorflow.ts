import nodeUtil from "node:util";
import { SpecError } from "../core/errors.ts";
import { registerGradients } from "./gradients.ts";
import type { Graph } from "./graph.ts";

/** Where TensorFlow.js can compute, fastest first: its native library, WebAssembly, plain JavaScript. */
const BACKENDS = ["node", "wasm", "cpu"] as const;

type Backend = (typeof BACKENDS)[number];

/** TensorFlow.js as it was loaded. */
export interface LoadedGraph {
  readonly graph: Graph;
  readonly backend: Backend;
  /** Faster backends that could not be loaded, and why. */
  readonly passedOver: readonly { readonly backend: Backend; readonly why: string }[];
}

/** The variable that names the backend where the fastest that loads will not do. */
const VARIABLE = "COPLAY_TENSORFLOW";

let loaded: Promise<LoadedGraph> | undefined;

/**
 * Loads TensorFlow.js on the fastest backend there is, once a process or worker thread; gradients are registered, and
 * its greetings and warnings are silenced.
 *
 * @param prefer the only backend that will do; by default what COPLAY_TENSORFLOW says
 * @throws SpecError where the backend is unknown, cannot be loaded, or is not the one that runs already
 */
export async function loadGraph(prefer = process.env[VARIABLE]): Promise<LoadedGraph> {
  const wanted = prefer === undefined || prefer === "" ? undefined : backendNamed(prefer);
  loaded ??= load(wanted ?? BACKENDS).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  const found = await loaded;
  if (wanted !== undefined && wanted !== found.backend)
    throw new SpecError(`TensorFlow.js runs on ${found.backend} in this process already, not on ${wanted}`);
  return found;
}

function backendNamed(name: string): Backend {
  const backend = BACKENDS.find((known) => known === name);
  if (backend !== undefined) return backend;
  throw new SpecError(`TensorFlow.js has no backend '${name}'`, {
    place: VARIABLE,
    hint: `It is one of ${BACKENDS.join(", ")}; unset ${VARIABLE} to take the fastest there is.`,
  });
}

async function load(wanted: Backend | typeof BACKENDS): Promise<LoadedGraph> {
  const graph = await import("@tensorflow/tfjs-core");
  // Not only quieter: without it every backend greets, and the plain one recommends others.
  graph.enableProdMode();
  const passedOver: { backend: Backend; why: string }[] = [];
  for (const backend of typeof wanted === "string" ? [wanted] : wanted) {
    try {
      await start[backend](graph);
      return { graph, backend, passedOver };
    } catch (error) {
      passedOver.push({ backend, why: (error as Error).message.split("\n")[0] ?? "" });
    }
  }
  const why = passedOver.map((each) => `${each.backend}: ${each.why}`).join("; ");
  throw new SpecError(`TensorFlow.js cannot be loaded (${why})`, {
    hint: `Install coplay anew${typeof wanted === "string" ? `, or unset ${VARIABLE} to take the fastest there is` : ""}.`,
  });
}

const start: Readonly<Record<Backend, (graph: Graph) => Promise<void>>> = {
  async node(graph) {
    // Node 23 took away a function that the bindings call.
    const util = nodeUtil as { isNullOrUndefined?: (value: unknown) => boolean };
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    // The native library writes its start-up notes to stderr unless told otherwise before it is loaded.
    process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
    // A name in a variable: the package is optional, so its types may be absent. It brings gradients of its own.
    const optional = "@tensorflow/tfjs-node";
    await import(optional);
    await use(graph, "tensorflow");
  },
  async wasm(graph) {
    await import("@tensorflow/tfjs-backend-wasm");
    await use(graph, "wasm");
    registerGradients(graph);
  },
  async cpu(graph) {
    await import("@tensorflow/tfjs-backend-cpu");
    await use(graph, "cpu");
    registerGradients(graph);
  },
};

async function use(graph: Graph, name: string): Promise<void> {
  if (!(await graph.setBackend(name))) throw new Error(`the backend does not start`);
}
