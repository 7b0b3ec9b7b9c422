import { closestMatch } from "leven";
import { SpecError } from "../../core/errors.ts";
import type { Prompt } from "./prompt.ts";
import type { SectionName } from "./sections.ts";
import type { ReaskVariables, Variables } from "./variables.ts";

const COMMON = [
  ...["actions", "payoffs", "horizon", "noise", "turn", "history", "left_out", "totals", "co_player"],
  ...["persona", "chain_of_thought", "mode", "purpose", "talk", "conversation"],
] as const satisfies readonly (keyof Variables)[];

const REASK: readonly (keyof ReaskVariables)[] = ["fault", "answer"];
/** Has a value where the part of that name is. */
const FORM = "form";
/** Has a value where there is `# line`, and is made of what that says of each turn. */
const HISTORY = "history";
/** The one variable of the part of that name. */
const LINE = "line";

/** The variables that have a value in a part of a prompt. */
function knownIn(section: SectionName, sections: Prompt["sections"]): readonly string[] {
  if (section === LINE) return [LINE];
  return [
    ...COMMON.filter((name) => name !== HISTORY || sections.line !== undefined),
    ...(section === "reask" ? REASK : []),
    ...(section !== FORM && sections.form !== undefined ? [FORM] : []),
  ];
}

/**
 * Holds the variables that a prompt declares against those that its text uses.
 *
 * @throws SpecError for one that is not known or stands where it has no value, that is used but not declared, or the
 * reverse
 */
export function requireVariables(declared: readonly string[], { sections, file }: Prompt): void {
  const used = new Set<string>();
  for (const [section, { variables }] of Object.entries(sections)) {
    const known = knownIn(section as SectionName, sections);
    for (const name of variables) {
      used.add(name);
      if (known.includes(name)) continue;
      const near = closestMatch(name, known, { maxDistance: Math.ceil(name.length / 3) });
      const suggestion = near === undefined ? "" : `Did you mean ${near}? `;
      throw new SpecError(`# ${section} uses the variable "${name}", which has no value there`, {
        place: file,
        hint: `${suggestion}There are ${known.join(", ")}.`,
      });
    }
  }
  for (const [section, variable] of Object.entries({ line: HISTORY, form: FORM })) {
    if (!(section in sections) || used.has(variable)) continue;
    throw new SpecError(`there is # ${section}, but nothing shows it by the variable "${variable}"`, {
      place: file,
    });
  }
  const undeclared = [...used].find((name) => !declared.includes(name));
  if (undeclared !== undefined) {
    throw new SpecError(`the text uses "${undeclared}", which the front matter's variables do not name`, {
      place: file,
    });
  }
  const unused = declared.find((name) => !used.has(name));
  if (unused !== undefined) {
    throw new SpecError(`the front matter's variables name "${unused}", which the text does not use`, {
      place: file,
    });
  }
}
