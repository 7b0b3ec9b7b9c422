import { expect, test } from "vitest";
import { html, preformatted, trusted } from "../../../src/report/html/markup.ts";

test("what is put into a template is text, in elements and in attributes", () => {
  const evil = `"><script>alert(1)</script>`;
  expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>',
  );
});

test("templates within templates are not escaped again, lists are joined, and null is nothing", () => {
  const items = ["a", "<"].map((item) => html`<i>${item}</i>`);
  expect(html`<b>${items}${null}${7}</b>`.markup).toBe("<b><i>a</i><i>&lt;</i>7</b>");
});

test("the indentation of templates does not get into the page; that of data does", () => {
  const text = preformatted("  a\n    b");
  // prettier-ignore
  const indented = html`<p>
    ${text}
  </p>`;
  expect(indented.markup).toBe("<p>\n  a\n    b\n</p>");
  expect(html`${trusted("<b>\n  x</b>")}`.markup).toBe("<b>\n  x</b>");
});

test("marks that turn the writing direction do not pass", () => {
  expect(html`<td>${"a\u202eb"}</td>`.markup).toBe("<td>a b</td>");
});
