/** The tables of the whole document. */

import { useState } from "preact/hooks";
import { tableAsCsv, type Reading, type WholeTable } from "../../api/documents";
import { Button, IconButton } from "../../parts/Button";
import { Failure } from "../../parts/Notice";
import { save } from "../../parts/saving";
import { show } from "../../state/documents";
import { Grid } from "./Grid";

export function Tables({ id, reading }: { id: string; reading: Reading }) {
  const [failure, setFailure] = useState<unknown>(null);
  if (!reading.tables.length) return <p class="hint">No table was found in this document.</p>;

  async function download(number: number) {
    setFailure(null);
    try {
      save(await tableAsCsv(id, number), `table-${number}.csv`);
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <>
      {failure !== null && <Failure error={failure} />}
      {reading.tables.map((table, index) => (
        <Told key={index} number={index + 1} table={table} onSave={() => void download(index + 1)} />
      ))}
    </>
  );
}

function Told({ number, table, onSave }: { number: number; table: WholeTable; onSave: () => void }) {
  const first = Math.min(...table.pages);
  const pages = table.pages.length > 1 ? `Pages ${first} to ${Math.max(...table.pages)}` : `Page ${first}`;
  return (
    <section class="told-table" aria-label={`Table ${number}`}>
      <header>
        <h3>{table.caption || `Table ${number}`}</h3>
        <Button onPress={() => show(first, table.box)}>{pages}</Button>
        <IconButton icon="save" label={`Save table ${number} as CSV`} onPress={onSave} />
      </header>
      <Grid cells={table.cells} label={table.caption || `Cells of table ${number}`} />
    </section>
  );
}
