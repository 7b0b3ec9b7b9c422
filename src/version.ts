import { readFileSync } from "node:fs";

interface PackageFile {
  readonly version: string;
}

const file = new URL("../package.json", import.meta.url);

/** The version of coplay that is running. */
export const version = (JSON.parse(readFileSync(file, "utf8")) as PackageFile).version;
