import { release } from "node:os";
import type { CoplayError } from "../core/errors.ts";
import { readPrices, type PriceList } from "../llm/prices.ts";
import { listPrompts } from "../llm/prompt/prompt.ts";
import { counted } from "../report/number.ts";
import { SMALLEST } from "../tui/smallest.ts";
import { version } from "../version.ts";
import { knownKeys } from "./desk.ts";
import { FAILED } from "./terminal/failure.ts";
import { print, printJson } from "./terminal/output.ts";

/** What was found of one thing. */
export interface Check {
  readonly what: string;
  readonly found: string;
  /** Whether coplay can do with it. */
  readonly fine: boolean;
  /** Whether it is worth a look although it is fine. */
  readonly doubtful?: boolean;
  /** What to do where it is not fine, or doubtful. */
  readonly remedy?: string;
}

/** Says what coplay found of the machine it runs on, and what to do where something is missing. */
export async function doctor({ json = false }: { readonly json?: boolean }): Promise<number> {
  const checks = [node(), await sqlite(), await tensors(), terminal(), keys(), prices(Date.now()), prompts()];
  const allFine = checks.every(({ fine }) => fine);
  if (json)
    printJson({
      coplay: version,
      platform: platform(),
      fine: allFine,
      checks: checks.map((check) => (needsRemedy(check) ? check : without(check))),
    });
  else {
    print(`coplay    ${version} on ${platform()}`);
    for (const check of checks) {
      const { what, found, fine, remedy } = check;
      print(`${what.padEnd(9)} ${found}${!fine ? "  ✗" : needsRemedy(check) ? "  !" : ""}`);
      if (needsRemedy(check) && remedy !== undefined) print(`          ${remedy}`);
    }
    print(allFine ? "All is well." : "Something is missing.");
  }
  return allFine ? 0 : FAILED;
}

const needsRemedy = ({ fine, doubtful = false }: Check): boolean => !fine || doubtful;

const without = ({ what, found, fine }: Check): Check => ({ what, found, fine });

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

/** Which of its backends TensorFlow.js runs on, and why on no faster one. */
async function tensors(): Promise<Check> {
  const { loadGraph } = await import("../models/tensorflow.ts");
  try {
    const { graph, backend, passedOver } = await loadGraph();
    const why = passedOver.map((faster) => `; not on ${faster.backend}: ${faster.why}`).join("");
    return { what: "Tensors", found: `TensorFlow.js ${graph.version_core} on ${backend}${why}`, fine: true };
  } catch (error) {
    const { message, hint } = error as CoplayError;
    return { what: "Tensors", found: message, fine: false, remedy: hint ?? "Install coplay anew." };
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

/** Keys are named by their variables, and never shown. */
function keys(): Check {
  try {
    const { all, fromFile } = knownKeys();
    const has =
      fromFile === null ? "no .env here" : `.env has ${fromFile.join(", ") || "none that is needed"}`;
    return { what: "Keys", found: `${all.join(", ") || "none"}; ${has}`, fine: true };
  } catch (error) {
    return brokenCheck("Keys", error, "Make .env readable, or take it away.");
  }
}

const DAY_MS = 86_400_000;
/** Older prices are not to be trusted. */
const OLDEST_PRICES_DAYS = 365;

/** How old the price list is that comes with coplay. */
export function prices(nowMs: number, read: () => PriceList = readPrices): Check {
  try {
    const { asOf, entries } = read();
    const days = asOf === null ? Infinity : (nowMs - Date.parse(asOf)) / DAY_MS;
    return {
      what: "Prices",
      found: `as of ${asOf ?? "nobody knows when"}, ${counted(entries.size, "model")}`,
      fine: true,
      doubtful: days > OLDEST_PRICES_DAYS,
      remedy:
        "Costs and budgets in USD go by them: look up what is asked today, and name it in a file for --prices.",
    };
  } catch (error) {
    return brokenCheck("Prices", error, "Install coplay anew.");
  }
}

function prompts(): Check {
  try {
    const all = listPrompts();
    const ids = new Set(all.map(({ id }) => id));
    const languages = new Set(all.map(({ language }) => language));
    const found = `${counted(all.length, "file")}: ${[...ids].join(", ")} in ${[...languages].join(", ")}`;
    return { what: "Prompts", found, fine: all.length > 0, remedy: "Install coplay anew." };
  } catch (error) {
    return brokenCheck("Prompts", error, "Install coplay anew.");
  }
}

const brokenCheck = (what: string, error: unknown, remedy: string): Check => ({
  what,
  found: (error as Error).message,
  fine: false,
  remedy,
});
