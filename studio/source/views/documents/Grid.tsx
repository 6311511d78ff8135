/** Cells in rows and columns, as they stand on the page. */

import type { ComponentChildren } from "preact";
import type { Block, Cell } from "../../api/documents";
import { gridOf } from "../../state/documents";

export function Grid({ cells, label }: { cells: Cell[]; label: string }) {
  return (
    <Wide label={label}>
      <table class="grid">
        <tbody>
          {gridOf(cells).map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <Place key={at} cell={cell} top={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Place({ cell, top }: { cell: Cell | null; top: boolean }) {
  if (!cell) return <td />;
  const spans = { rowSpan: cell.row_span, colSpan: cell.column_span };
  if (!cell.heading || !cell.text) return <td {...spans}>{cell.text}</td>;
  return (
    <th scope={top || cell.column > 0 ? "col" : "row"} {...spans}>
      {cell.text}
    </th>
  );
}

/** What was read of a diagram: a row for each of its categories. */
export function ChartTable({ chart }: { chart: Extract<Block, { kind: "chart" }> }) {
  const label = chart.title || chart.caption || `A ${chart.chart} chart`;
  return (
    <>
      <p>{label}</p>
      <Wide label={label}>
        <table class="grid">
          <tbody>
            <tr>
              <td />
              {chart.series.map((one, index) => (
                <th key={index} scope="col">
                  {one.name || "value"}
                </th>
              ))}
            </tr>
            {chart.categories.map((category, row) => (
              <tr key={row}>
                <th scope="row">{category || "unnamed"}</th>
                {chart.series.map((one, index) => (
                  <td key={index}>{one.values[row] ?? "?"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

/** A place that can be moved sidewise, by keyboard as well. */
function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="sidewise" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
