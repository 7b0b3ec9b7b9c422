import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { SpecError } from "../../../src/core/errors.ts";
import { loadPrompt, readPrompt } from "../../../src/llm/prompt/prompt.ts";
import { renderPrompt } from "../../../src/llm/prompt/render.ts";
import { fileWith, type Replacement } from "./files.ts";
import { stateOf } from "./state.ts";

const read = (...replacements: readonly Replacement[]) => readPrompt(fileWith(...replacements), "small.md");

/** A fault's message with its hint. */
function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof SpecError) return [error.message, error.hint ?? ""].join(" ").trim();
    throw error;
  }
  return "nothing was wrong";
}

describe("a prompt file is held to its form", () => {
  test("one that is as it must be is read", () => {
    const { id, language, labels, talk, source, elicitation } = read();
    expect({ id, language, talk, source, elicitation }).toEqual({
      id: "small",
      language: "en",
      talk: false,
      source: null,
      elicitation: ["line"],
    });
    expect(labels).toEqual({ kind: "arbitrary", words: ["J", "F"] });
  });

  test.each([
    ["no front matter", ["---\nid", "id"], "a prompt file begins with its front matter", 1],
    ["broken YAML", ["talk: false", "talk: [false"], "not valid YAML", 8],
    ["an unknown key", ["talk: false", "talk: false\nchat: true"], 'unknown key "chat"', 8],
    ["an id with a space", ["id: small", "id: very small"], "id must be lower-case words", 2],
    ["an unknown mode", ["[line]", "[line, song]"], "elicitation[1] must be schema or tool or line", 5],
    ["labels that differ in case only", ["[J, F]", "[J, j]"], 'must be told apart: "J" and "j"', 6],
    [
      "a label that is a word of another",
      ["[J, F]", "[left, far left]"],
      'told apart: "far left" and "left"',
      6,
    ],
    ["a label with a quotation mark", ["[J, F]", `['J"', F]`], "labels.words[0] must begin", 6],
    ["a label over two lines", ["[J, F]", `["J\\nK", F]`], "labels.words[0] must begin", 6],
    [
      "a file without labels",
      ["labels: { kind: arbitrary, words: [J, F] }\n", ""],
      "labels must be { kind: arbitrary, words: [J, F] } or { kind: literal }, got nothing",
      1,
    ],
    [
      "labels of another kind",
      ["kind: arbitrary", "kind: any"],
      "labels.kind must be arbitrary or literal",
      6,
    ],
    ["a title that is no text", ["title: A small prompt", "title: 3"], "title must be a string, got 3", 4],
    ["a title that is missing", ["title: A small prompt\n", ""], "title must be a string, got nothing", 1],
    ["no modes", ["[line]", "[]"], "elicitation must have at least 1 entries, got []", 5],
    [
      "an id with a long title",
      ["A small prompt", "x".repeat(121)],
      "title must have at most 120 characters",
      4,
    ],
    ["a source that is no reference", ["source: null", "source: Nobody1900"], "source must be the key", 8],
  ] as const)("%s is a fault", (_, replacement, message, line) => {
    const fault = faultOf(() => read(replacement));
    expect(fault).toContain(message);
    expect(fault).toContain(`(small.md:${line})`);
  });

  test.each([
    ["text before the first heading", ["# user", "Hello.\n# user"], "text before the first heading", 12],
    ["an unknown heading", ["# user", "# usr"], 'unknown heading "# usr"', 12],
    ["a heading twice", ["# reask", "# user\n{{ answer }}\n# reask"], "a second # user", 15],
    ["a tag that is not closed", ["Turn {{ turn }}", "\nTurn {{ turn"], "not well-formed", 14],
    ["an if without an end", ["Turn {{ turn }}.", "{% if turn == 1 %}\nOne."], "not well-formed", 13],
    ["an unknown filter", ["{{ turn }}", "{{ turn | spell }}"], "undefined filter: spell", 13],
    ["a filter that draws lots", ["{{ turn }}", "{{ turn | sample }}"], "undefined filter: sample", 13],
    ["a tag that reads files", ["Turn", '{% render "other" %} Turn'], 'tag "render" not found', 13],
  ] as const)("%s is a fault, told with its line", (_, replacement, message, line) => {
    const fault = faultOf(() => read(replacement));
    expect(fault).toContain(message);
    expect(fault).toContain(`small.md:${line}`);
  });

  test.each([
    ["# reask is missing", ["# reask\n{{ answer }}\n", ""], "there is no # reask"],
    ["# act stands without # say", ["# reask", "# act\nWell?\n# reask"], "there is # act, but no # say"],
    ["a variable is unknown", ["{{ turn }}", "{{ trun }}"], 'the variable "trun", which has no value there'],
    [
      "a variable has no value there",
      ["{{ turn }}", "{{ turn }}{{ answer }}"],
      '# user uses the variable "answer"',
    ],
    ["a variable is not declared", ["[turn, answer]", "[answer]"], 'the text uses "turn"'],
    ["a declared variable is not used", ["[turn, answer]", "[turn, answer, persona]"], 'name "persona"'],
    [
      "there is # line and no history",
      ["# reask", "# line\n{{ line.own }}\n# reask"],
      "there is # line, but nothing",
    ],
    [
      "a message is empty",
      ["Turn {{ turn }}.", "{% if turn > 1 %}Turn {{ turn }}.{% endif %}"],
      "a message of the prompt is empty",
    ],
    ["talk is promised without # say", ["talk: false", "talk: true"], "talk is true, but there is no # say"],
  ] as const)("it is a fault where %s", (_, replacement, message) => {
    expect(faultOf(() => read(replacement))).toContain(message);
  });

  test("a slip in a branch that only later turns come to is found at once", () => {
    const fault = faultOf(() =>
      read(
        ["[turn, answer]", "[turn, answer, totals]"],
        ["Turn {{ turn }}.", "Turn {{ turn }}.\n{% if totals %}\nSum {{ totals.own_payof }}.\n{% endif %}"],
      ),
    );
    expect(fault).toContain("undefined variable: totals.own_payof");
    expect(fault).toContain("small.md:15");
  });

  const longer = "it makes more than 10000000 characters or list entries";
  test.each([
    ["an enormous list", "{% for i in (1..99999999) %}{% endfor %}", longer],
    [
      "a string that doubles",
      "{% assign s = 'x' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}",
      longer,
    ],
    [
      "a string that doubles in its own words",
      "{% assign s = 'x' %}{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}",
      longer,
    ],
    ["a text without measure", `{% for i in (1..11000) %}${"x".repeat(1000)}{% endfor %}`, longer],
    [
      "loops within loops",
      `${"{% for i in list %}".repeat(40)}${"{% endfor %}".repeat(40)}`,
      "it takes longer than 3 seconds",
    ],
  ])("%s does not hang whoever reads the prompt", (_, words, message) => {
    const fault = faultOf(() =>
      read(["Turn {{ turn }}.", `{% assign list = 'x x' | split: ' ' %}${words}\nTurn {{ turn }}.`]),
    );
    expect(fault).toContain("the template cannot be filled in: ");
    expect(fault).toContain(message);
    expect(fault).toContain("(small.md:13)");
  });

  test("a text that is too long to be a prompt is not read", () => {
    const fault = faultOf(() => read(["Turn {{ turn }}.", `${"x".repeat(1_000_001)}{{ turn }}`]));
    expect(fault).toContain("the template is not well-formed: it has more than 1000000 characters");
  });

  test("lines that hold one tag leave none behind, and one empty line is left of several", () => {
    const prompt = read([
      "Turn {{ turn }}.",
      "One.\n  {% assign three = 3 %}\n{% if turn > 0 %}\n\n\n\nTwo.\n{% endif %}\n{{ three }} {% if turn == 1 %}and four{% endif %}.",
    ]);
    expect(renderPrompt(prompt, stateOf())).toEqual([{ role: "user", content: "One.\n\nTwo.\n3 and four." }]);
  });
});

describe("prompts are found", () => {
  const folder = mkdtempSync(join(tmpdir(), "coplay-prompts-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("an unknown id is answered with the nearest known one", () => {
    const fault = faultOf(() => loadPrompt("neutrl", "en"));
    expect(fault).toContain('unknown prompt "neutrl"');
    expect(fault).toContain("Did you mean neutral?");
  });

  test("a language that a prompt does not come in is answered with those that it does", () => {
    const fault = faultOf(() => loadPrompt("neutral", "tlh"));
    expect(fault).toContain('the prompt neutral does not come in "tlh"');
    expect(fault).toMatch(/\ben\b.*\bfr\b/);
  });

  test.each(["../README", "neutral.en", "", "/etc/passwd"])("%j leads to no file", (id) => {
    expect(faultOf(() => loadPrompt(id, "en"))).toContain(`unknown prompt "${id}"`);
  });

  test("a path leads to a file of the user's own", () => {
    const path = join(folder, "mine.md");
    writeFileSync(path, fileWith());
    expect(loadPrompt(path, "en").file).toBe(path);
    expect(loadPrompt(path, "en")).toBe(loadPrompt(path, "en"));
    expect(faultOf(() => loadPrompt(path, "fr"))).toContain("is in the language en, not fr");
  });

  test("line ends and a byte order mark of other systems change neither text nor hash", () => {
    const path = join(folder, "theirs.md");
    writeFileSync(path, `\uFEFF${fileWith().replaceAll("\n", "\r\n")}`);
    expect(loadPrompt(path, "en").hash).toBe(read().hash);
  });

  test("a path that leads nowhere is a fault", () => {
    expect(faultOf(() => loadPrompt(join(folder, "none.md"), "en"))).toContain(
      "there is no such prompt file",
    );
  });

  test("the hash is that of the text", () => {
    expect(read().hash).toMatch(/^[0-9a-f]{64}$/);
    expect(read(["Turn", "turn"]).hash).not.toBe(read().hash);
  });
});
