import { isReferenceKey } from "../../core/references.ts";
import { NONE } from "../../report/number.ts";
import type { Column } from "../../report/table.ts";
import { mappingId, readMapping, shippedMappings } from "../read-mapping.ts";
import { citationOf } from "./entry.ts";

/** Every mapping that comes with coplay: whose files it reads. */
export const mapRows = () =>
  shippedMappings().map((file) => {
    const { title, source = "", format, "each-row-is": row } = readMapping(file).mapping;
    const published = isReferenceKey(source) ? citationOf(source) : null;
    return { id: mappingId(file), title, format, row, source: published, file };
  });

export const mapColumns: readonly Column<ReturnType<typeof mapRows>[number]>[] = [
  { header: "mapping", align: "left", rank: 0, value: ({ id }) => id },
  { header: "of", align: "left", rank: 0, value: ({ title }) => title ?? NONE },
  { header: "format", align: "left", rank: 1, value: ({ format }) => format },
  { header: "a row is a", align: "left", rank: 1, value: ({ row }) => row },
  { header: "source", align: "left", rank: 2, value: ({ source }) => source?.key ?? NONE },
];
