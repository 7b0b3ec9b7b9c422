import { describe, expect, test } from "vitest";
import { faultOf } from "../../src/files/faults.ts";
import { parseYaml } from "../../src/files/yaml.ts";

const recipe = { holds: "recipe", is: "a mapping with steps", hint: "Ask a cook." };
const parse = (text: string) => parseYaml(text, "soup.yaml", recipe);

test("a file's data is that of its YAML, and every part of it has a line", () => {
  const { data, place } = parse("name: soup\nsteps:\n  - cut\n  - cook: { minutes: 5 }\n");
  expect(data).toEqual({ name: "soup", steps: ["cut", { cook: { minutes: 5 } }] });
  expect(place(["name"])).toBe("soup.yaml:1, name");
  expect(place(["steps", 1, "cook", "minutes"])).toBe("soup.yaml:4, steps[1].cook.minutes");
});

test("what the file leaves out stands where its nearest ancestor does, and the whole nowhere", () => {
  const { place } = parse("steps:\n  - cut\n");
  expect(place(["steps", 5, "cook"])).toBe("soup.yaml:2, steps[5].cook");
  expect(place([])).toBe("soup.yaml");
});

test.each([
  ["steps: [", /^not valid YAML: .*\(soup\.yaml:1\)$/],
  ["a: 1\n---\nb: 2", /^not valid YAML: a file holds one recipe \(soup\.yaml:2\)$/],
  ["steps: *none", /^not valid YAML: .*\(soup\.yaml(:1)?\)$/],
  ["", /^the file is empty \(soup\.yaml\)$/],
  ["# nothing", /^the file is empty \(soup\.yaml\)$/],
  ["- cut", /^a recipe file is a mapping with steps \(soup\.yaml\)$/],
])("%j is refused", (text, message) => {
  expect(() => parse(text)).toThrow(message);
});

describe("a key that is not known", () => {
  const issue = { code: "unrecognized_keys", path: [], message: "", keys: ["nam"] };

  test("is told with the one that was probably meant", () => {
    const fault = faultOf({ issues: [issue] }, { nam: 1 }, () => ["steps", "name"]);
    expect(fault).toEqual({ path: ["nam"], message: 'unknown key "nam"', hint: "Did you mean name?" });
  });

  test("is told with all there are where none is near", () => {
    const { hint } = faultOf({ issues: [{ ...issue, keys: ["xyz"] }] }, {}, () => ["steps", "name"]);
    expect(hint).toBe("Known keys: steps, name.");
  });
});
