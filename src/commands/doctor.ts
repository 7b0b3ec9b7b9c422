import { release } from "node:os";
import { SMALLEST } from "../tui/smallest.ts";
import { version } from "../version.ts";
import { FAILED } from "./terminal/failure.ts";
import { print, printJson } from "./terminal/output.ts";

interface Check {
  readonly what: string;
  readonly found: string;
  readonly fine: boolean;
  /** What to do where it is not fine. */
  readonly remedy?: string;
}

/** Says what coplay found of the machine it runs on, and what to do where something is missing. */
export async function doctor({ json = false }: { readonly json?: boolean }): Promise<number> {
  const checks = [node(), await sqlite(), terminal()];
  const allFine = checks.every(({ fine }) => fine);
  if (json)
    printJson({
      coplay: version,
      platform: platform(),
      fine: allFine,
      checks: checks.map(withoutNeedlessRemedy),
    });
  else {
    print(`coplay    ${version} on ${platform()}`);
    for (const { what, found, fine, remedy } of checks) {
      print(`${what.padEnd(9)} ${found}${fine ? "" : "  ✗"}`);
      if (!fine && remedy !== undefined) print(`          ${remedy}`);
    }
    print(allFine ? "All is well." : "Something is missing.");
  }
  return allFine ? 0 : FAILED;
}

const withoutNeedlessRemedy = ({ what, found, fine, remedy }: Check) =>
  fine || remedy === undefined ? { what, found, fine } : { what, found, fine, remedy };

const platform = (): string => `${process.platform} ${process.arch} ${release()}`;

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fine = major > 20 || (major === 20 && minor >= 19);
  return { what: "Node", found: process.version, fine, remedy: "Install Node 20.19 or newer." };
}

async function sqlite(): Promise<Check> {
  const { sqliteVersion } = await import("../store/driver.ts");
  try {
    return { what: "SQLite", found: sqliteVersion(), fine: true };
  } catch (error) {
    const remedy =
      "Run `npm rebuild better-sqlite3` (it needs python3, make and g++); npm 12 wants it in allowScripts.";
    return { what: "SQLite", found: (error as Error).message.split("\n")[0] ?? "", fine: false, remedy };
  }
}

function terminal(): Check {
  const { isTTY, columns, rows } = process.stdout;
  if (!isTTY) return { what: "Terminal", found: "stdout is not a terminal: output is plain", fine: true };
  const colour = process.stdout.hasColors() ? `${2 ** process.stdout.getColorDepth()} colours` : "no colour";
  const unwanted = process.env["NO_COLOR"] ? ", NO_COLOR is set" : "";
  const fine = columns >= SMALLEST.columns && rows >= SMALLEST.rows;
  const remedy = `The terminal UI needs ${SMALLEST.columns} × ${SMALLEST.rows}: make it larger, or use --plain.`;
  return { what: "Terminal", found: `${columns} × ${rows}, ${colour}${unwanted}`, fine, remedy };
}
