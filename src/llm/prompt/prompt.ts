import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { closestMatch } from "leven";
import { SpecError } from "../../core/errors.ts";
import type { ReferenceKey } from "../../core/references.ts";
import type { ElicitationMode } from "../elicitation/elicitation.ts";
import type { LabelScheme } from "../labels.ts";
import { splitFile, type FrontMatter } from "./front-matter.ts";
import { rehearse } from "./rehearsal.ts";
import { divide, type SectionName } from "./sections.ts";
import { remembering, template, type Template } from "./template.ts";
import { requireVariables } from "./declared.ts";

/** Parts that come out differently at every turn. */
const CHANGING: ReadonlySet<string> = new Set<SectionName>(["user", "reask"]);

/** What there is to know of a prompt without reading its text. */
export interface PromptEntry {
  readonly id: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  /** The forms of answer that the text can ask for. */
  readonly elicitation: readonly ElicitationMode[];
  /** SHA-256 of the file's text, as 64 hexadecimal digits. */
  readonly hash: string;
  readonly source: ReferenceKey | null;
}

/** A prompt, read and checked. */
export interface Prompt extends PromptEntry {
  /** What the file is called in messages. */
  readonly file: string;
  readonly labels: LabelScheme;
  /** Whether it can ask for a message of cheap talk. */
  readonly talk: boolean;
  readonly sections: Readonly<Partial<Record<SectionName, Template>>>;
}

const FOLDER = fileURLToPath(new URL("../../../prompts", import.meta.url));
/** Prompts by path: a tournament has many players and few prompts. */
const loaded = new Map<string, Prompt>();

/**
 * The prompt of an id and a language, out of those that come with coplay, or the file that a path ending in `.md`
 * leads to. Files are read once.
 *
 * @throws SpecError where there is none, it is in another language, or the file is not as it must be
 */
export function loadPrompt(id: string, language: string): Prompt {
  const isFile = id.endsWith(".md");
  const path = isFile ? id : join(FOLDER, `${id}.${language}.md`);
  let prompt = loaded.get(path);
  if (prompt === undefined) {
    if (!isFile) requireListed(id, language);
    prompt = readPrompt(readText(path), isFile ? id : `prompts/${basename(path)}`);
    loaded.set(path, prompt);
  }
  if (prompt.language === language) return prompt;
  throw new SpecError(`${prompt.file} is in the language ${prompt.language}, not ${language}`, {
    hint: `Say \`language: ${prompt.language}\` as well, which is then logged.`,
  });
}

/** The prompts that come with coplay, by id and language. */
export function listPrompts(): PromptEntry[] {
  return names().map(({ name }) => {
    const text = readText(join(FOLDER, name));
    const { id, language, title, elicitation, source } = splitFile(text, `prompts/${name}`).matter;
    return { id, language, title, elicitation, hash: hashOf(text), source };
  });
}

/**
 * Reads a prompt file's text.
 *
 * @param file what to call the file in messages
 * @throws SpecError where it is not as it must be, with the line
 */
export function readPrompt(text: string, file: string): Prompt {
  const { matter, body, line } = splitFile(text, file);
  const sections = Object.fromEntries(
    Object.entries(divide(body, file, line)).map(([name, section]) => {
      const read = template(section, file);
      return [name, CHANGING.has(name) ? read : remembering(read)];
    }),
  );
  const { variables, ...rest } = matter;
  const prompt: Prompt = { ...rest, hash: hashOf(text), file, sections };
  requireVariables(variables, prompt);
  requireTalk(matter, prompt);
  rehearse(prompt);
  return prompt;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Ids and languages as the names of the files have them, `<id>.<language>.md`. */
const names = (): { readonly id: string; readonly language: string; readonly name: string }[] =>
  readdirSync(FOLDER)
    .sort()
    .flatMap((name) => {
      const [, id, language] = /^([^.]+)\.([^.]+)\.md$/.exec(name) ?? [];
      return id === undefined || language === undefined ? [] : [{ id, language, name }];
    });

function requireListed(id: string, language: string): void {
  const all = names();
  const languages = all.filter((entry) => entry.id === id).map((entry) => entry.language);
  if (languages.includes(language)) return;
  const ids = [...new Set(all.map((entry) => entry.id))];
  const known = languages.length > 0 ? languages : ids;
  const asked = languages.length > 0 ? language : id;
  const near = closestMatch(asked, known, { maxDistance: Math.ceil(asked.length / 3) });
  const suggestion = near === undefined ? "" : `Did you mean ${near}? `;
  throw new SpecError(
    languages.length > 0 ? `the prompt ${id} does not come in "${language}"` : `unknown prompt "${id}"`,
    {
      hint: `${suggestion}There ${known.length > 1 ? "are" : "is"} ${known.join(", ")}; a path ends in .md.`,
    },
  );
}

function requireTalk({ talk }: FrontMatter, { sections, file }: Prompt): void {
  if (talk === (sections.say !== undefined)) return;
  const fault = talk ? "talk is true, but there is no # say" : "there is # say, but talk is false";
  throw new SpecError(fault, { place: file });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8")
      .replace(/^\uFEFF/, "")
      .replaceAll("\r\n", "\n");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new SpecError(code === "ENOENT" ? "there is no such prompt file" : message, {
      place: path,
      hint: "`coplay list prompts` shows those that come with coplay.",
      cause,
    });
  }
}
