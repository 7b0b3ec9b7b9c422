import { listPrompts } from "../../llm/prompt/prompt.ts";
import type { Column } from "../../report/table.ts";
import { citationOf } from "./entry.ts";

/** Every prompt that comes with coplay, one row a language. */
export const promptRows = () =>
  listPrompts().map(({ source: key, ...prompt }) => ({ ...prompt, source: citationOf(key) }));

export const promptColumns: readonly Column<ReturnType<typeof promptRows>[number]>[] = [
  { header: "prompt", align: "left", rank: 0, value: ({ id }) => id },
  { header: "language", align: "left", rank: 0, value: ({ language }) => language },
  { header: "what it is", align: "left", rank: 0, value: ({ title }) => title },
  { header: "answers", align: "left", rank: 1, value: ({ elicitation }) => elicitation.join(" ") },
  { header: "source", align: "left", rank: 2, value: ({ source }) => source?.key ?? "" },
];
