/** Values out of the document by a schema, each with its place; or why it is missing. */

import { useState } from "preact/hooks";
import { extract, type Extraction } from "../../api/documents";
import { Button } from "../../parts/Button";
import { Failure, Progress, Spoken } from "../../parts/Notice";
import { useMaking } from "../../parts/making";
import { ReaderModel } from "./ReaderModel";
import { SchemaRows } from "./SchemaRows";
import { row, schemaOf, wrong, type FieldRow } from "./schemas";
import { differing, Values } from "./Values";

export function Fields({ id }: { id: string }) {
  const making = useMaking();
  const [rows, setRows] = useState<FieldRow[]>([row()]);
  const [model, setModel] = useState<string | null>(null);
  const [found, setFound] = useState<Extraction | null>(null);
  const fault = wrong(rows);

  function run() {
    if (fault || making.busy) return;
    setFound(null);
    void making.run(async (signal) => setFound(await extract(id, schemaOf(rows), model, signal)));
  }

  return (
    <>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <SchemaRows rows={rows} onRows={setRows} />
        <ReaderModel model={model} onModel={setModel} />
        {making.busy ? (
          <Button icon="stop" onPress={making.stop}>
            Stop
          </Button>
        ) : (
          <Button submit class="primary" disabled={fault !== null}>
            Find the values
          </Button>
        )}
        {fault && <p class="hint">{fault}</p>}
      </form>
      {making.busy && <Progress label="Looking for the values" />}
      {making.failure !== null && <Failure error={making.failure} />}
      {found && <Values found={found} />}
      <Spoken>{found ? spoken(found) : ""}</Spoken>
    </>
  );
}

function spoken(found: Extraction): string {
  const values = `${Object.keys(found.fields).length} values`;
  return found.disputed ? `${values}. ${differing(found.disputed.length)}: ${found.disputed.join(", ")}.` : values;
}
