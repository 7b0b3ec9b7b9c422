/* Runs the server as a process of its own: npx tsx test/llm/server/main.ts --port 8123 --delay-ms 100 */
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { answer, type Script } from "./behaviours.ts";
import { startServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "delay-ms": { type: "string", default: "0" },
    labels: { type: "string", default: "J,F" },
  },
});

/**
 * Answers with one of the labels that the request offers, or else of those of the command line; which one is decided
 * by the conversation, so that the same question always has the same answer.
 */
const script: Script = ({ labels, messages }) => {
  const choices = labels.length > 0 ? labels : values.labels.split(",");
  const digest = createHash("sha256").update(JSON.stringify(messages)).digest();
  return answer(choices[digest[0]! % choices.length]);
};

const server = await startServer(script, {
  port: Number(values.port),
  delayMs: Number(values["delay-ms"]),
  keepsRequests: false,
});
console.log(server.url);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
