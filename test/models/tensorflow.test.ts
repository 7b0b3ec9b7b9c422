import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { loadGraph } from "../../src/models/tensorflow.ts";

/** Runs code that has `loadGraph` of the built package, in a process of its own. */
function run(code: string, backend?: string): { readonly out: string; readonly errors: string } {
  const { COPLAY_TENSORFLOW: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", `import { loadGraph } from "${built}";\n${code}`],
    { encoding: "utf8", env: backend === undefined ? env : { ...env, COPLAY_TENSORFLOW: backend } },
  );
  return { out: stdout.trim(), errors: stderr };
}
const built = new URL("../../dist/models/tensorflow.js", import.meta.url).href;

const product = "graph.tidy(() => graph.matMul([[1, 2]], [[3], [4]]).dataSync()[0])";

test("the backend that COPLAY_TENSORFLOW names is the one that runs, without a word about itself", () => {
  for (const backend of ["wasm", "cpu"]) {
    const { out, errors } = run(
      `const { graph, backend } = await loadGraph();
       console.log(backend, graph.getBackend(), ${product});`,
      backend,
    );
    expect(errors).toBe("");
    expect(out).toBe(`${backend} ${backend} 11`);
  }
});

test("without it the fastest that loads runs, and it is said which were passed over", () => {
  const { out } = run(
    `const { graph, backend, passedOver } = await loadGraph();
     console.log(JSON.stringify({ backend, passedOver: passedOver.map((each) => each.backend), product: ${product} }));`,
  );
  // The native library may be installed here, or not.
  expect([
    { backend: "node", passedOver: [], product: 11 },
    { backend: "wasm", passedOver: ["node"], product: 11 },
  ]).toContainEqual(JSON.parse(out));
});

test("it loads in a worker thread as well", () => {
  const { out, errors } = run(
    `import { isMainThread, parentPort, Worker } from "node:worker_threads";
     const inside = \`
       import { parentPort } from "node:worker_threads";
       import { loadGraph } from "${built}";
       const { graph } = await loadGraph();
       parentPort.postMessage(${product});\`;
     new Worker(new URL("data:text/javascript," + encodeURIComponent(inside)))
       .on("message", (answer) => console.log(answer));`,
    "wasm",
  );
  expect(errors).toBe("");
  expect(out).toBe("11");
});

test("an unknown backend is refused with those that exist", async () => {
  await expect(loadGraph("gpu")).rejects.toMatchObject({
    message: "TensorFlow.js has no backend 'gpu' (COPLAY_TENSORFLOW)",
    hint: "It is one of node, wasm, cpu; unset COPLAY_TENSORFLOW to take the fastest there is.",
  });
});

test("it is loaded once, and another backend is refused from then on", async () => {
  const first = await loadGraph("wasm");
  expect((await loadGraph("wasm")).graph).toBe(first.graph);
  await expect(loadGraph("cpu")).rejects.toThrow(
    "TensorFlow.js runs on wasm in this process already, not on cpu",
  );
});

test("a step and its gradient leave no tensors behind", async () => {
  const { graph: tf } = await loadGraph("wasm");
  const weight = tf.variable(tf.ones([2, 2]));
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    tf.variableGrads(() => tf.sum(tf.square(weight)), [weight]);
  });
  expect(tf.memory().numTensors).toBe(before);
  weight.dispose();
});
