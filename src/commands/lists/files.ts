import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of tournament and training files here, or else the one that comes with coplay. */
function folderOfFiles(): string {
  return existsSync("tournaments")
    ? "tournaments"
    : fileURLToPath(new URL("../../../tournaments", import.meta.url));
}

/** What a training file has, and a tournament file has not. */
const TRAIN = /^train:/m;

/** The files of one sort, by their paths. */
export function shippedFiles(sort: "tournament" | "training"): readonly string[] {
  const folder = folderOfFiles();
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, name))
    .filter((file) => TRAIN.test(readFileSync(file, "utf8")) === (sort === "training"));
}
