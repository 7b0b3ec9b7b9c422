import type { Column } from "../table.ts";
import { html, type Markup } from "./markup.ts";

/** How a table stands in a page. */
export interface TableLook<Row> {
  /** What it shows, for those who do not see it as well. */
  readonly caption: string;
  /** The column that says what a row is about: its cells head their rows. */
  readonly about: string;
  /** Columns whose texts are folded. */
  readonly long?: readonly string[];
  /** Columns that are figures although they stand on the left. */
  readonly figures?: readonly string[];
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Characters from which a name is folded. */
const LONG_NAME = 44;

/** A table that the page's script makes sortable. */
export function dataTable<Row>({
  caption,
  about,
  long = [],
  figures = [],
  columns,
  rows,
}: TableLook<Row>): Markup {
  const classOf = ({ header, align }: Column<Row>): string =>
    long.includes(header) ? "long" : align === "right" ? "right" : "left";
  const kindOf = ({ header, align }: Column<Row>): string =>
    align === "right" || figures.includes(header) ? "number" : "text";
  const heads = columns.map(
    (column) =>
      html`<th scope="col" class="${classOf(column)}" data-sort="${kindOf(column)}">${column.header}</th>`,
  );
  const lines = rows.map((row) => {
    const cells = columns.map((column) =>
      column.header === about
        ? html`<th scope="row" class="${column.value(row).length > LONG_NAME ? "long" : "left"}">
            ${column.value(row)}
          </th>`
        : html`<td class="${classOf(column)}">${column.value(row)}</td>`,
    );
    return html`<tr>
      ${cells}
    </tr> `;
  });
  return html`<div class="scroll">
    <table class="sortable">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </div>`;
}
