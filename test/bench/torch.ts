import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Spent } from "./figures.ts";

/** PyTorch in a process of its own, to which one update is like ours. */
export interface Torch extends Disposable {
  /** And whose matrix products it uses: with Debian's reference BLAS it is several times slower than with another. */
  readonly version: string;
  updates(batch: number, hidden: number, turns: number, updates: number): Promise<Spent>;
}

/** The first interpreter that has PyTorch: whatever is called python3, or the system's, where another hides it. */
const interpreter = ["python3", "/usr/bin/python3"].find(
  (python) => spawnSync(python, ["-c", "import torch"]).status === 0,
);

/** Starts PyTorch; null where it is not installed. */
export async function startTorch(): Promise<Torch | null> {
  if (interpreter === undefined) return null;
  const script = new URL("gru_torch.py", import.meta.url).pathname;
  const child = spawn(interpreter, [script], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  const lines = createInterface(child.stdout);
  const next = async (): Promise<string> => ((await once(lines, "line")) as [string])[0];
  return {
    version: await next(),
    async updates(...numbers) {
      const reply = next();
      child.stdin.write(`${numbers.join(" ")}\n`);
      const [cpuMs, wallMs] = (await reply).split(" ").map(Number) as [number, number];
      return { cpuMs, wallMs };
    },
    [Symbol.dispose]: () => void child.stdin.end(),
  };
}
