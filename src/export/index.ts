import { chat } from "./chat.ts";
import { csv } from "./csv.ts";
import { episodes } from "./episodes.ts";
import type { ExportFormat } from "./format.ts";
import { icl } from "./icl.ts";
import { jsonl } from "./jsonl.ts";
import { parquet } from "./parquet.ts";

/** Every form in which matches can be exported. */
export const exportFormats: readonly ExportFormat[] = [jsonl, csv, parquet, episodes, icl, chat];
