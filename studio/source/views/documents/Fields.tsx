/** Values out of the document by a schema, each with its place; or why it is missing. */

import { useEffect, useRef, useState } from "preact/hooks";
import { extract, type Extraction, type Found } from "../../api/documents";
import { Button } from "../../parts/Button";
import { Meter } from "../../parts/Meter";
import { Failure, Progress, Spoken } from "../../parts/Notice";
import { useMaking } from "../../parts/making";
import { save } from "../../parts/saving";
import { percent, show } from "../../state/documents";
import { byWhom, ReaderModel } from "./ReaderModel";
import { SchemaRows } from "./SchemaRows";
import { row, schemaOf, wrong, type FieldRow } from "./schemas";

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
      <Spoken>{found ? `${Object.keys(found.fields).length} values` : ""}</Spoken>
    </>
  );
}

function Values({ found }: { found: Extraction }) {
  const told = () => new Blob([JSON.stringify(found.values, null, 2)], { type: "application/json" });
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current!.scrollIntoView({ block: "start" }), [found]);
  return (
    <section ref={section} class="values" aria-label="Values">
      <header>
        <p class="hint">{byWhom(found.by)}</p>
        <Button icon="save" onPress={() => save(told(), "values.json")}>
          JSON
        </Button>
      </header>
      <dl>
        {Object.entries(found.fields).map(([path, one]) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>
              <Value path={path} found={one} />
            </dd>
          </div>
        ))}
      </dl>
      {found.faults.length > 0 && (
        <ul class="notes" aria-label="Where the schema is not kept">
          {found.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Value({ path, found }: { path: string; found: Found }) {
  if (found.value === null) return <span class="missing">Missing{found.reason && `: ${found.reason}`}</span>;
  const words = [String(found.value), found.currency].filter(Boolean).join(" ");
  const sure = found.confidence ?? 0;
  const { box, page } = found;
  return (
    <>
      <span class="value">
        {box && page ? (
          <button type="button" class="link" title={`Show on page ${page}`} onClick={() => show(page, box)}>
            {words}
            <span class="unseen">, show on page {page}</span>
          </button>
        ) : (
          words
        )}
        <span class="sure">
          <Meter share={sure} label={`How sure ${path} is`} doubtful={sure < 0.5} />
          <span class="hint number">{percent(sure)}</span>
        </span>
      </span>
      <span class="hint">{aside(found)}</span>
    </>
  );
}

/** What else is to be known of a value. */
function aside(found: Found): string {
  const printed = found.text && found.text !== String(found.value) ? `printed “${found.text}”` : "";
  const place = found.page ? `page ${found.page}` : "stands nowhere on the pages";
  const others = found.alternatives?.length ? `or ${found.alternatives.join(", ")}` : "";
  return [place, printed, found.reason, others].filter(Boolean).join(" · ");
}
