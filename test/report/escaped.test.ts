import { describe, expect, test } from "vitest";
import { escaped, visible } from "../../src/report/escaped.ts";

test("no mark of HTML is left as it is", () => {
  expect(escaped(`<img src='x' onerror="alert(1)">&amp;`)).toBe(
    "&lt;img src=&#39;x&#39; onerror=&quot;alert(1)&quot;&gt;&amp;amp;",
  );
});

describe("text in which every mark is visible", () => {
  test("keeps lines, tabs and every script", () => {
    expect(visible("a\tb\r\nc\rd\ne שלום 你好 👩‍👩‍👧")).toBe("a\tb\nc\nd\ne שלום 你好 👩‍👩‍👧");
  });

  test("names marks that turn the writing direction, controls and line separators", () => {
    expect(visible("a\u202eb\u2066c\u001b[31md\u2028e\u0000f")).toBe(
      "a⟨U+202E⟩b⟨U+2066⟩c⟨U+001B⟩[31md⟨U+2028⟩e⟨U+0000⟩f",
    );
  });

  test("names half characters, which no file could hold", () => {
    expect(visible("a\ud800b😀")).toBe("a⟨U+D800⟩b😀");
  });
});
