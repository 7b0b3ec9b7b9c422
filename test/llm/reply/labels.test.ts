import { describe, expect, test } from "vitest";
import { labelIn, labelsNamed, lastLine, lineAnswer } from "../../../src/llm/reply/labels.ts";

const letters = ["J", "F"];
const words = ["Cooperate", "Defect"];

describe("a line is a label", () => {
  test.each([
    ["J"],
    ["j"],
    ["  J. "],
    ["**J**"],
    ["`J`"],
    ['"J"'],
    ["「J」"],
    ["Ｊ"],
    ["- J"],
    ["\\boxed{J}"],
    ["$\\boxed{\\text{J}}$"],
    ["→ J"],
  ])("as %s", (line) => expect(lineAnswer(line, letters)).toEqual({ action: 0, hasLead: false }));

  test("whatever its length", () => {
    expect(lineAnswer("Option  B", ["Option A", "Option B"])).toEqual({ action: 1, hasLead: false });
  });
});

describe("a line ends in a label", () => {
  test.each([
    ["Answer: J"],
    ["**Answer:** J"],
    ["Final answer = J."],
    ["My choice -> `J`"],
    ["Réponse : J"],
    ["J'ai pris ma décision : J"],
    ["答案：J"],
    ["我选择：Ｊ。"],
    ["答え：「J」"],
    ["الإجابة: J"],
    ["Câu trả lời: J"],
    ["I noted what was done: J"],
  ])("as %s", (line) => expect(lineAnswer(line, letters)).toEqual({ action: 0, hasLead: true }));

  test("whatever its length and case", () => {
    expect(lineAnswer("Final answer: DEFECT!", words)).toEqual({ action: 1, hasLead: true });
  });
});

describe("a line gives no label", () => {
  test.each([
    ["I will not choose J"],
    ["Not J"],
    ["I choose J because it worked"],
    ["Just do it"],
    ["Answer: K"],
    ["Answer: JF"],
    ["Answer: J or F"],
    ["J: 70, F: 30"],
    ["F, then: J"],
    ["J/F"],
    ["42"],
  ])("as %s", (line) => expect(lineAnswer(line, letters)).toBeNull());

  test.each([
    ["What I will not do: J"],
    ["NEVER: J"],
    ["I don't choose: J"],
    ["I won’t take: J"],
    ["I cannot take: J"],
    ["No: J"],
    ["Neither of us wants: J"],
    ["Je ne choisis pas : J"],
    ["Je n'ai pas choisi : J"],
    ["Jamais : J"],
    ["No elijo: J"],
    ["Ich wähle nicht: J"],
    ["لن أختار: J"],
    ["ولا أختار: J"],
    ["我不选择：Ｊ"],
    ["我没有选：J"],
    ["選びません：J"],
    ["選ばないのは：「J」"],
    ["Tôi không chọn: J"],
    ["Đừng chọn: J"],
  ])("where its lead says no, as %s", (line) => expect(lineAnswer(line, letters)).toBeNull());

  test("where a word merely begins with it", () => {
    expect(lineAnswer("Answer: defection", words)).toBeNull();
    expect(labelIn("cooperates", words)).toBeNull();
  });
});

describe("labels that are named", () => {
  test.each([
    ["It could be J, or it could be F.", [0, 1]],
    ["Neither", []],
    ["J'ai choisi F", [1]],
    ["我选J而不是F", [0, 1]],
    ["Objective: FF J2 J_x", []],
    ["", []],
  ])("in %j", (line, named) => expect(labelsNamed(line, letters)).toEqual(named));
});

test("the last line is the last one that says something", () => {
  expect(lastLine("first\nsecond\n\n***\n  \n")).toBe("second");
  expect(lastLine("one\r\ntwo\u2028three")).toBe("three");
  expect(lastLine(" \n---\n")).toBeNull();
});
