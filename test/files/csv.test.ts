import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { csvLine } from "../../src/files/csv.ts";

describe("csvLine", () => {
  test("quotes cells with commas, quotes and line breaks, and ends in CR LF", () => {
    expect(csvLine(["a", "b,c", 'say "C"', "one\ntwo", 1.5, null, true])).toBe(
      'a,"b,c","say ""C""","one\ntwo",1.5,,true\r\n',
    );
  });

  test.each(["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx", "\n=1", '=HYPERLINK("http://x")'])(
    "puts an apostrophe before %j, which a spreadsheet would run",
    (text) => {
      const rows = parse(csvLine([text]));
      expect(rows).toEqual([[`'${text}`]]);
    },
  );

  test.each(["-1", "+2.5", "-1e-7", "1=1", "", "a-b"])("leaves %j as it is", (text) => {
    expect(csvLine([text, "x"])).toBe(`${text},x\r\n`);
  });

  test("leaves numbers as they are", () => {
    expect(csvLine([-0.5, -1e-7, 12n])).toBe("-0.5,-1e-7,12\r\n");
  });
});
