import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, type Browser, type Page } from "puppeteer-core";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../../store/sample.ts";

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * A real browser. Tests that need one fail where there is none: a report that no browser has opened is not tested.
 *
 * @throws Error with what to install
 */
export async function startChromium(): Promise<Browser> {
  const named = process.env["CHROMIUM"];
  const executablePath = named ?? KNOWN.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      "these tests open reports in Chromium, which is not here: apt-get install -y chromium, or set CHROMIUM to its path",
    );
  }
  // Root, as in a container, has no sandbox to start it in; it opens nothing but our own files.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return launch({ executablePath, args });
}

/** A page that is open, and what it did that it should not have done. */
export interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, errors of scripts, and dialogues. */
  readonly complaints: readonly string[];
  /** Everything that was asked for but the file itself. */
  readonly requests: readonly string[];
  /** Evaluates an expression in the page. */
  readonly ask: <T>(expression: string) => Promise<T>;
}

/** How a page is looked at. */
export interface Look {
  readonly scheme?: "light" | "dark";
  readonly media?: "screen" | "print";
  readonly width?: number;
  readonly hasScripts?: boolean;
}

/** Opens a page from disk. */
export async function open(browser: Browser, content: string, look: Look = {}): Promise<Opened> {
  const { scheme = "light", media = "screen", width = 1280, hasScripts = true } = look;
  const path = join(temporaryFolder(), "report.html");
  writeFileSync(path, content);
  const url = pathToFileURL(path).href;
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialogue: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(hasScripts);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  // Last: the other emulation puts it back to the screen.
  if (media === "print") await page.emulateMediaType(media);
  await page.goto(url);
  return {
    page,
    complaints,
    requests,
    ask: async <T>(expression: string) => (await page.evaluate(expression)) as T,
  };
}
