import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { OutputFile, WrittenFile } from "./output.ts";

/** A column of a Parquet table. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: "INT32" | "INT64" | "DOUBLE" | "BOOLEAN" | "STRING";
  readonly isNullable?: boolean;
  /** Whether row groups keep the least and the greatest value, so that readers skip what a query has no use for. */
  readonly isSought?: boolean;
  /** Whether neighbours are mostly alike or one apart: their differences take less room and time than a dictionary. */
  readonly isSteady?: boolean;
  readonly meaning: string;
}

/** The values of one column in a row group. */
type ColumnValues = Int32Array | Float64Array | readonly (string | number | bigint | boolean | null)[];

/** A table that is written row group by row group: in memory is one at a time. */
export interface ParquetFile {
  /** Writes a row group: as many values of every column, which may be used anew afterwards. */
  group(values: readonly ColumnValues[]): void;
  finish(): WrittenFile;
}

/** Begins a table. */
export function parquetFile(
  file: OutputFile,
  columns: readonly ParquetColumn[],
  createdBy: string,
): ParquetFile {
  // The writer counts the offset by itself, so that its buffer can be emptied after every row group.
  const bytes = new ByteWriter(1 << 20);
  const flush = (): void => {
    file.bytes(bytes.getBytes());
    bytes.index = 0;
  };
  const writer = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type, isNullable = false }) => ({
        name,
        repetition_type: isNullable ? ("OPTIONAL" as const) : ("REQUIRED" as const),
        ...(type === "STRING" ? { type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const } : { type }),
      })),
    ],
    createdBy,
  });
  let rows = 0;
  return {
    group(values) {
      const count = values[0]!.length;
      if (count === 0) return;
      const columnData = columns.map(({ name, isSought = false, isSteady = false }, i) => ({
        name,
        data: values[i] as number[],
        ...(isSteady ? { encoding: "DELTA_BINARY_PACKED" as const } : {}),
        statistics: isSought,
        offsetIndex: false,
      }));
      // Without a promise: flushing is done at once.
      // One page a column, which saves going over every value once more to find where another would begin.
      void writer.write({ columnData, rowGroupSize: count, pageSize: 0 });
      rows += count;
    },
    finish() {
      void writer.finish();
      return file.finish(rows);
    },
  };
}
