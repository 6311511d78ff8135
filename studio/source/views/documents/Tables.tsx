/** The tables of the whole document. */

import { useState } from "preact/hooks";
import { tableAsCsv, type Reading } from "../../api/documents";
import { Button, IconButton } from "../../parts/Button";
import { Failure } from "../../parts/Notice";
import { save } from "../../parts/saving";
import { show, tablesOf } from "../../state/documents";
import { Grid } from "./Grid";

export function Tables({ id, reading }: { id: string; reading: Reading }) {
  const [failure, setFailure] = useState<unknown>(null);
  const tables = tablesOf(reading);
  if (!tables.length) return <p class="hint">No table was found in this document.</p>;

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
      {tables.map(({ number, page, table }) => (
        <section key={number} class="told-table" aria-label={`Table ${number}`}>
          <header>
            <h3>{table.caption || `Table ${number}`}</h3>
            <Button onPress={() => show(page, table.box)}>Page {page}</Button>
            <IconButton icon="save" label={`Save table ${number} as CSV`} onPress={() => void download(number)} />
          </header>
          <Grid cells={table.cells} label={table.caption || `Cells of table ${number}`} />
        </section>
      ))}
    </>
  );
}
