import { SpecError } from "../core/errors.ts";
import { parseYaml, type FileKind, type ParsedFile } from "../files/yaml.ts";

const TOURNAMENT: FileKind = {
  holds: "tournament",
  is: "a mapping of keys such as players and turns",
  hint: "`coplay init` writes a tournament file to start from.",
};

/**
 * Reads the text of a tournament file, as far as its being one.
 *
 * @param file what to call the file in messages
 * @throws SpecError where the text is not YAML, is empty, is no mapping of keys, or says how a model is trained
 */
export function parseFile(text: string, file: string): ParsedFile {
  const parsed = parseYaml(text, file, TOURNAMENT);
  if (Object.hasOwn(parsed.data as object, "train")) {
    throw new SpecError("this file trains a model, and holds no tournament", {
      place: parsed.place(["train"]),
      hint: `Train it: coplay train ${file}`,
    });
  }
  return parsed;
}
