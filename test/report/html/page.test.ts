/* Long because one browser looks at all that a page promises. */
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageOf } from "../../../src/report/html/page.ts";
import type { RunReport } from "../../../src/report/run-report.ts";
import { abortedAfter, newRun, sampleCall, sampleRecord, threeByThree } from "../../store/sample.ts";
import { logged, sampleReport, withMoves } from "../reports.ts";
import { open, startChromium, type Look, type Opened } from "./chromium.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
}, 120_000);
afterAll(() => browser.close());

const BOUNDED = { isBounded: true };
const opened = async (report: RunReport, look: Look = {}): Promise<Opened> =>
  open(browser, await pageOf(report, BOUNDED), look);

/** The text of each cell of a column. */
const column = (table: string, at: number): string =>
  `[...document.querySelectorAll("${table} tbody tr")].map((row) => row.cells[${at}].textContent.trim())`;

const MODEL = "openai/gpt-5.2";
/** What a model might say, a player might be called, and a provider might answer. */
const HOSTILE = [
  "<script>document.title = 'owned'; alert(1)</script>",
  "</script><script>document.title = 'owned'</script>",
  "</title></style></textarea><img src=x onerror=\"document.title = 'owned'; alert(2)\">",
  '<svg onload="document.title = \'owned\'"><a href="javascript:alert(3)">here</a></svg>',
  "<!-- --><!--",
  "]]>\u2028\u2029\u202eevil\u2066\u0000\u001b[31m",
  "'\"`${document.title = 'owned'}<iframe srcdoc='<script>alert(4)</script>'>",
] as const;

/** A run in which everything that comes from outside is hostile. */
function hostileReport(): RunReport {
  const evil = HOSTILE.join("\n");
  const ids = [`openai/x(persona=${JSON.stringify(HOSTILE[2])})`, `custom(a=${JSON.stringify(HOSTILE[0])})`];
  const run = newRun({
    ids,
    name: HOSTILE[1],
    spec: JSON.stringify({ name: evil }),
    factors: JSON.stringify({ [HOSTILE[0]]: evil }),
    talk: { messages: 1, maxLength: 5000, line: "" },
    codeVersion: HOSTILE[0],
  });
  const call = sampleCall({
    request: JSON.stringify({ messages: [{ role: HOSTILE[0], content: evil }] }),
    answer: evil,
    reasoning: evil,
    fault: evil,
    error: evil,
    modelAnswered: evil,
    parseStatus: "fallback",
  });
  const record = {
    ...sampleRecord(run, 0, 1, 0, 4),
    calls: [call],
    messages: [{ seat: "row", turn: 0, text: evil } as const],
  };
  const aborted = abortedAfter(sampleRecord(run, 1, 0, 1, 4), 1);
  return logged(run, [record, { ...aborted, reason: { code: HOSTILE[0], detail: evil } }], {
    isProfiled: true,
  });
}

/** A match of an LLM: a tremble, a re-ask, a fallback, cheap talk. */
function talkingReport(): RunReport {
  const run = newRun({
    ids: [MODEL, "tit-for-tat"],
    noise: 0.1,
    talk: { messages: 1, maxLength: 280, line: "" },
  });
  const first = withMoves(sampleRecord(run, 0, 1, 0, 3), "CDD", "CCD");
  const calls = [
    sampleCall({ turn: 0, answer: "It depends.", parseStatus: "unreadable", fault: "no-label" }),
    sampleCall({ turn: 0, attempt: 1, parseStatus: "reasked" }),
    sampleCall({ turn: 1, parseStatus: "ok", answer: "F it is" }),
    sampleCall({ turn: 2, parseStatus: "fallback", reply: "Never.", answer: null }),
  ];
  return logged(run, [
    {
      ...first,
      trembles: { row: Uint8Array.of(0, 0, 0), column: Uint8Array.of(0, 1, 0) },
      calls,
      messages: [{ seat: "row", turn: 1, text: "Trust me." }],
    },
    abortedAfter(withMoves(sampleRecord(run, 0, 1, 1, 3), "CCC", "CCC"), 1),
  ]);
}

describe("a report in Chromium", () => {
  test("asks for nothing but itself, and nothing complains", async () => {
    const { complaints, requests, ask } = await opened(sampleReport({}, { isProfiled: true }));
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    expect(await ask("performance.getEntriesByType('resource').length")).toBe(0);
  });

  test("has a title, landmarks, one first heading, and a name for every section, table and picture", async () => {
    const { ask } = await opened(sampleReport({}, { isProfiled: true }));
    expect(await ask("document.title")).toBe("sample: report");
    expect(await ask("document.documentElement.lang")).toBe("en");
    for (const landmark of ["header", "nav", "main", "footer", "h1"]) {
      expect(await ask(`document.querySelectorAll("${landmark}").length`), landmark).toBe(1);
    }
    const count = (selector: string): Promise<number> =>
      ask(`document.querySelectorAll(\`${selector}\`).length`);
    expect(await count("table")).toBeGreaterThan(5);
    expect(await count("table:not(:has(caption))")).toBe(0);
    expect(await count("thead th:not([scope=col]), tbody th:not([scope=row])")).toBe(0);
    expect(await count("tbody tr:not(:has(th[scope=row]))")).toBe(0);
    expect(await count("svg:not([role=img][aria-label])")).toBe(0);
    expect(await count("section:not([aria-labelledby])")).toBe(0);
    const named = `[...document.querySelectorAll("section")].every((one) => document.getElementById(one.getAttribute("aria-labelledby"))?.tagName === "H2")`;
    expect(await ask(named)).toBe(true);
    const ids = `[...document.querySelectorAll("[id]")].map(({ id }) => id)`;
    expect(await ask(`new Set(${ids}).size === ${ids}.length`)).toBe(true);
    const links = `[...document.querySelectorAll("a")].every((link) => document.querySelector(link.getAttribute("href")) !== null)`;
    expect(await ask(links)).toBe(true);
  });

  test("begins with a link that skips to the standings", async () => {
    const { page, ask } = await opened(sampleReport());
    await page.keyboard.press("Tab");
    expect(await ask("document.activeElement.textContent")).toBe("Skip to the standings");
    expect(await ask("document.activeElement.getBoundingClientRect().top >= 0")).toBe(true);
    await page.keyboard.press("Enter");
    expect(await ask("location.hash")).toBe("#standings");
  });

  test("shows where the focus is", async () => {
    const { page, ask } = await opened(sampleReport());
    for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press("Tab");
    expect(await ask("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
  });

  test("fits a narrow screen: what is wide scrolls by itself", async () => {
    const { ask } = await opened(sampleReport({}, { isProfiled: true }), { width: 360 });
    expect(await ask("document.documentElement.scrollWidth")).toBe(360);
  });
});

describe("tables", () => {
  const table = "#standings table";

  test("sort by a click, figures from the greatest, names from the first, and back again", async () => {
    const { page, ask } = await opened(sampleReport());
    const before = await ask<string[]>(column(table, 1));
    const click = (at: number): Promise<void> => page.click(`${table} thead th:nth-child(${at}) button`);
    const order = (at: number): Promise<string | null> =>
      ask(`document.querySelector("${table} thead th:nth-child(${at})").getAttribute("aria-sort")`);
    await click(2);
    expect(await ask(column(table, 1))).toEqual(before.toSorted());
    expect(await order(2)).toBe("ascending");
    await click(2);
    expect(await ask(column(table, 1))).toEqual(before.toSorted().toReversed());
    expect(await order(2)).toBe("descending");
    await click(3);
    const payoffs = (await ask<string[]>(column(table, 2))).map(Number);
    expect(payoffs).toEqual(payoffs.toSorted((a, b) => b - a));
    expect([await order(2), await order(3)]).toEqual([null, "descending"]);
  });

  test("sort by the keyboard", async () => {
    const { page, ask } = await opened(sampleReport());
    await page.focus(`${table} thead th:nth-child(2) button`);
    await page.keyboard.press("Enter");
    const names = await ask<string[]>(column(table, 1));
    expect(names).toEqual(names.toSorted());
    await page.keyboard.press("Space");
    expect(await ask(column(table, 1))).toEqual(names.toReversed());
    expect(await ask("document.activeElement.textContent")).toBe("player");
  });
});

describe("the diagrams of states", () => {
  test("are shown one at a time, of the player that is chosen", async () => {
    const { page, ask } = await opened(sampleReport());
    const shown = `[...document.querySelectorAll(".choices > div")].filter((one) => one.checkVisibility()).map((one) => one.dataset.name)`;
    const [first] = await ask<string[]>(column("#standings table", 1));
    expect(await ask(shown)).toEqual([first]);
    await page.select("#states select", "defector");
    expect(await ask(shown)).toEqual(["defector"]);
  });
});

describe("the matches", () => {
  const said = "document.getElementById('said').textContent.trim()";

  test("are stepped through with buttons", async () => {
    const { page, ask, complaints } = await opened(talkingReport());
    expect(await ask(said)).toBe(
      "Turn 1 of 3. openai/gpt-5.2: C (cooperate); tit-for-tat: C (cooperate). Payoffs 3 and 3, so far 3 : 3.",
    );
    await page.click("[data-go=on]");
    expect(await ask(said)).toBe(
      "Turn 2 of 3. openai/gpt-5.2: D (defect); tit-for-tat: C (cooperate), flipped by noise. Payoffs 5 and 0, so far 8 : 3.",
    );
    await page.click("[data-go=last]");
    expect(await ask(said)).toBe(
      "Turn 3 of 3. openai/gpt-5.2: D (defect), a fallback, not its own; tit-for-tat: D (defect). Payoffs 1 and 1, so far 9 : 4.",
    );
    expect(await ask("document.querySelector('[data-go=on]').getAttribute('aria-disabled')")).toBe("true");
    await page.click("[data-go=on]");
    expect(await ask(said)).toMatch(/^Turn 3 of 3/);
    await page.click("[data-go=back]");
    await page.click("[data-go=first]");
    expect(await ask(said)).toMatch(/^Turn 1 of 3/);
    expect(complaints).toEqual([]);
  });

  test("are stepped through with the arrow keys, Home, End and the slider", async () => {
    const { page, ask } = await opened(talkingReport());
    await page.focus("[data-go=on]");
    await page.keyboard.press("ArrowRight");
    expect(await ask(said)).toMatch(/^Turn 2/);
    await page.keyboard.press("End");
    expect(await ask(said)).toMatch(/^Turn 3/);
    await page.keyboard.press("ArrowLeft");
    expect(await ask(said)).toMatch(/^Turn 2/);
    await page.keyboard.press("Home");
    expect(await ask(said)).toMatch(/^Turn 1/);
    await page.focus("#turn");
    await page.keyboard.press("ArrowRight");
    expect(await ask(said)).toMatch(/^Turn 2/);
    expect(await ask("document.getElementById('turn').getAttribute('aria-valuetext')")).toBe("turn 2 of 3");
  });

  test("tell each turn to screen readers", async () => {
    const { ask } = await opened(talkingReport());
    expect(await ask("document.getElementById('said').getAttribute('aria-live')")).toBe("polite");
    expect(await ask("document.getElementById('strip').getAttribute('aria-hidden')")).toBe("true");
  });

  test("show what was asked and answered, the talk, and marks for trembles and fallbacks", async () => {
    const { page, ask } = await opened(talkingReport());
    const behind = "document.getElementById('behind').innerText";
    expect(await ask(behind)).toContain("move, attempt 1: unreadable");
    expect(await ask(behind)).toContain("It depends.");
    expect(await ask(behind)).toContain("move, attempt 2: reasked");
    await page.click("[data-go=on]");
    expect(await ask(behind)).toContain("openai/gpt-5.2 says:");
    expect(await ask(behind)).toContain("Trust me.");
    expect(await ask(behind)).toContain("F it is");
    expect(await ask(`document.querySelectorAll("#strip .trembled").length`)).toBe(1);
    expect(await ask(`document.querySelectorAll("#strip .fallback").length`)).toBe(1);
  });

  test("are chosen from a list; of an aborted one it is told why", async () => {
    const { page, ask } = await opened(talkingReport());
    const options = await ask<string[]>(
      "[...document.getElementById('match').options].map((one) => one.value)",
    );
    expect(options).toEqual([
      "openai/gpt-5.2 – tit-for-tat, 1 (match 1)",
      "openai/gpt-5.2 – tit-for-tat, 2 (match 2, aborted)",
    ]);
    await page.select("#match", options[1]!);
    expect(await ask(said)).toMatch(/^Turn 1 of 1/);
    expect(await ask(said)).toContain("so far 3 : 3");
  });

  test("of hundreds of turns are shown a hundred at a time", async () => {
    const run = newRun();
    const { page, ask } = await opened(logged(run, [sampleRecord(run, 0, 1, 0, 250)]));
    expect(await ask("document.querySelectorAll('#strip .turn').length")).toBe(100);
    await page.click("[data-go=last]");
    expect(await ask("document.querySelectorAll('#strip .turn').length")).toBe(50);
    expect(await ask(said)).toMatch(/^Turn 250 of 250/);
  });
});

describe("what comes from the log", () => {
  test("runs nothing, wherever it stands", async () => {
    const report = hostileReport();
    const { page, complaints, requests, ask } = await opened(report);
    expect(await ask("document.title")).toContain("document.title = 'owned'");
    expect(await ask("document.title.endsWith(': report')")).toBe(true);
    for (const go of ["on", "last", "first"]) await page.click(`[data-go=${go}]`);
    await page.select("#match", await ask<string>("document.getElementById('match').options[1].value"));
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    expect(
      await ask("document.querySelectorAll('img, iframe, svg[onload], a[href^=javascript]').length"),
    ).toBe(0);
    expect(await ask("document.scripts.length")).toBe(2);
  });

  test("is shown as it is, its marks visible", async () => {
    const { page, ask } = await opened(hostileReport());
    const replies = "[...document.querySelectorAll('#behind pre')].map((one) => one.textContent)";
    const [prompt] = await ask<string[]>(replies);
    for (const text of HOSTILE.slice(0, 5)) expect(prompt).toContain(text);
    expect(prompt).toContain("]]>⟨U+2028⟩⟨U+2029⟩⟨U+202E⟩evil⟨U+2066⟩⟨U+0000⟩⟨U+001B⟩[31m");
    expect(await ask("/[\\u202a-\\u202e\\u2066-\\u2069\\u001b]/.test(document.body.textContent)")).toBe(
      false,
    );
    await page.click("[data-go=first]");
  });

  test("could run nothing even if a tag came through: the policy lets one script run, by its hash", async () => {
    const content = await pageOf(sampleReport(), BOUNDED);
    const leaky = content.replace(
      "<main>",
      `<main><script>document.title = "owned"</script><img src="x.png" onerror="document.title = 'owned'"><p style="color: red" id="styled">`,
    );
    const { ask, requests } = await open(browser, leaky);
    expect(await ask("document.title")).toBe("sample: report");
    expect(await ask("getComputedStyle(document.getElementById('styled')).color")).not.toBe("rgb(255, 0, 0)");
    expect(requests.filter((url) => !url.endsWith("x.png"))).toEqual([]);
    expect(await ask("document.querySelector('img').naturalWidth")).toBe(0);
  });
});

describe("a report is looked at", () => {
  const colours =
    "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.documentElement).color, getComputedStyle(document.querySelector('#standings svg circle')).fill]";

  test("in light and in dark, the charts too", async () => {
    const report = sampleReport();
    const { ask: light } = await opened(report, { scheme: "light" });
    const { ask: dark } = await opened(report, { scheme: "dark" });
    expect(await light(colours)).toEqual(["rgb(255, 255, 255)", "rgb(28, 29, 33)", expect.anything()]);
    const [paper, ink] = await dark<string[]>(colours);
    expect([paper, ink]).toEqual(["rgb(20, 21, 25)", "rgb(230, 230, 227)"]);
    const fill = "getComputedStyle(document.querySelector('#standings svg g[fill^=\"var(--blue)\"]')).fill";
    expect([await light(fill), await dark(fill)]).toEqual(["rgb(0, 114, 178)", "rgb(86, 180, 233)"]);
  });

  test("on paper: light, without what is to be clicked", async () => {
    const { ask } = await opened(sampleReport(), { scheme: "dark", media: "print" });
    expect(await ask("getComputedStyle(document.documentElement).backgroundColor")).toBe(
      "rgb(255, 255, 255)",
    );
    const visible = (selector: string): Promise<boolean> =>
      ask(`document.querySelector("${selector}").checkVisibility()`);
    for (const part of ["nav", ".skip", "#matches"]) expect(await visible(part), part).toBe(false);
    for (const part of ["#standings table", "#pairs svg", "#manifest pre"])
      expect(await visible(part), part).toBe(true);
  });

  test("on a sheet of A4: nothing is wider than it", async () => {
    const look = { media: "print", width: 718 } as const;
    const { ask } = await opened(sampleReport({}, { isProfiled: true }), look);
    expect(await ask("document.documentElement.scrollWidth")).toBe(718);
  });

  test("without JavaScript: tables and charts are there, and it is said what is not", async () => {
    const { page } = await opened(talkingReport(), { hasScripts: false });
    const text = await page.$eval(
      "main",
      (main) => (main as unknown as { readonly innerText: string }).innerText,
    );
    expect(text).toContain("Stepping through matches needs JavaScript.");
    expect(text).toContain("Standings of complete matches against others");
    expect(await page.$$("thead button, #browser:not([hidden])")).toEqual([]);
    expect((await page.$$("svg")).length).toBeGreaterThan(4);
  });

  test("by those who want less motion", async () => {
    const { page, ask } = await opened(sampleReport());
    const scrolling = "getComputedStyle(document.documentElement).scrollBehavior";
    expect(await ask(scrolling)).toBe("smooth");
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    expect(await ask(scrolling)).toBe("auto");
  });
});

describe("runs that lack something", () => {
  test("with aborted matches alone are a report of why", async () => {
    const run = newRun();
    const records = [0, 1].map((repetition) => abortedAfter(sampleRecord(run, 0, 1, repetition), 2));
    const { ask, complaints } = await opened(logged(run, records, { isProfiled: true }));
    const text = await ask<string>("document.querySelector('main').innerText");
    expect(text).toContain("2 of 2 matches were aborted. They are in no score.");
    expect(text).toContain("no reply within 60 s");
    expect(text).toContain("No match is complete");
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(complaints).toEqual([]);
  });

  test("of a game of three actions and no cooperation say what cannot be shown", async () => {
    const { ask, complaints } = await opened(sampleReport({ game: threeByThree }, { isProfiled: true }));
    const text = await ask<string>("document.querySelector('main').innerText");
    expect(text).toContain("No action of three-by-three counts as cooperation.");
    expect(text).toContain("A diagram of states is drawn of games of 2 actions; three-by-three has 3.");
    expect(text).toMatch(/^No p\(C \| CC\) · .* · emulation · .*: needs a game of two actions, .* has 3\.$/m);
    expect(text.match(/needs a game of two actions/g)).toHaveLength(1);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(complaints).toEqual([]);
  });
});

describe("a page", () => {
  test("is equal for equal logs, whatever order matches ended in", async () => {
    const run = newRun({ ids: ["tit-for-tat", "defector"] });
    const records = Array.from({ length: 5 }, (_, repetition) => sampleRecord(run, 0, 1, repetition));
    const without = (content: string): string => content.replace(/"id":\d+/g, "");
    const forwards = await pageOf(logged(run, records, { isProfiled: true }), BOUNDED);
    const backwards = await pageOf(logged(run, records.toReversed(), { isProfiled: true }), BOUNDED);
    expect(without(backwards)).toBe(without(forwards));
  });
});
