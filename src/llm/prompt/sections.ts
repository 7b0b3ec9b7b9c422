import { closestMatch } from "leven";
import { SpecError } from "../../core/errors.ts";

/**
 * The parts of a prompt's text. The first five are sent; `# line` tells one turn of the history, and `# form` says in
 * which form to answer: other parts show them by the variables `history` and `form`.
 */
const SECTIONS = ["system", "user", "act", "say", "reask", "line", "form"] as const;

export type SectionName = (typeof SECTIONS)[number];

/** One part of a prompt's text, as it stands in the file. */
export interface Section {
  readonly text: string;
  /** Line of the file that the text begins on, from 1. */
  readonly line: number;
}

export type Sections = Readonly<Partial<Record<SectionName, Section>>>;

/**
 * Divides a prompt's text at its headings, which are lines such as `# system`.
 *
 * @param firstLine line of the file that the text begins on
 * @throws SpecError for an unknown or repeated heading, for text before the first, and where a part is missing
 */
export function divide(body: string, file: string, firstLine: number): Sections {
  const sections: Partial<Record<SectionName, Section>> = {};
  const fault = (message: string, line: number, hint?: string): SpecError =>
    new SpecError(message, { place: `${file}:${line}`, hint });
  const lines = body.split("\n");
  let at = lines.findIndex((line) => line.startsWith("# "));
  const before = lines.slice(0, at === -1 ? undefined : at).findIndex((line) => line.trim() !== "");
  if (before !== -1) throw fault("text before the first heading, such as # user", firstLine + before);
  while (at !== -1 && at < lines.length) {
    const name = lines[at]!.slice(2).trim();
    if (!isSection(name)) {
      const near = closestMatch(name, [...SECTIONS], { maxDistance: 2 });
      const hint = near === undefined ? `There are # ${SECTIONS.join(", # ")}.` : `Did you mean # ${near}?`;
      throw fault(`unknown heading "# ${name}"`, firstLine + at, hint);
    }
    if (sections[name] !== undefined) throw fault(`a second # ${name}`, firstLine + at);
    let next = at + 1;
    while (next < lines.length && !lines[next]!.startsWith("# ")) next++;
    sections[name] = { text: lines.slice(at + 1, next).join("\n"), line: firstLine + at + 1 };
    at = next;
  }
  for (const name of ["user", "reask"] as const) {
    if (sections[name] === undefined) throw fault(`there is no # ${name}`, firstLine);
  }
  if ((sections.act === undefined) !== (sections.say === undefined)) {
    const [has, lacks] = sections.act === undefined ? ["say", "act"] : ["act", "say"];
    throw fault(
      `there is # ${has}, but no # ${lacks}`,
      firstLine,
      "Both stand after # user: one asks for a choice, the other for a message.",
    );
  }
  return sections;
}

const isSection = (name: string): name is SectionName => (SECTIONS as readonly string[]).includes(name);
