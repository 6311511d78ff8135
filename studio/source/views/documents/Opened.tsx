/** A document that was read: the page in sight on the left, what is to be done with it on the right. */

import { useState } from "preact/hooks";
import type { DocumentCard, Reading } from "../../api/documents";
import { Tabs, type Tab } from "../../parts/Tabs";
import { counted, pageNumber } from "../../state/documents";
import { Ask } from "./Ask";
import { Export } from "./Export";
import { Fields } from "./Fields";
import { PageStage } from "./PageStage";
import { Read } from "./Read";
import { Tables } from "./Tables";

type Name = "read" | "tables" | "fields" | "ask" | "export";

export function Opened({ card, reading }: { card: DocumentCard; reading: Reading }) {
  const [tab, setTab] = useState<Name>("read");
  const page = reading.pages.find((one) => one.number === pageNumber.value) ?? reading.pages[0];
  const tabs: Tab<Name>[] = [
    { name: "read", label: "Read", content: () => page && <Read page={page} /> },
    { name: "tables", label: "Tables", content: () => <Tables id={card.id} reading={reading} /> },
    { name: "fields", label: "Fields", content: () => <Fields id={card.id} /> },
    { name: "ask", label: "Ask", content: () => <Ask id={card.id} /> },
    { name: "export", label: "Export", content: () => <Export card={card} /> },
  ];
  return (
    <div class="reader">
      {page && <PageStage id={card.id} page={page} pages={reading.pages} onChoose={() => setTab("read")} />}
      <div class="reader-side">
        <About card={card} reading={reading} />
        <Tabs label="What was read" tabs={tabs} chosen={tab} onChoose={setTab} />
      </div>
    </div>
  );
}

/** Its name, who read it, and what deserves a mention. */
function About({ card, reading }: { card: DocumentCard; reading: Reading }) {
  return (
    <header class="document-about">
      <h2>{card.filename}</h2>
      <p class="hint">
        {[reading.title, counted(reading.pages.length), ...readers(reading)].filter(Boolean).join(" · ")}
      </p>
      {reading.notes.length > 0 && (
        <details>
          <summary>{reading.notes.length === 1 ? "1 note" : `${reading.notes.length} notes`}</summary>
          <ul class="notes">
            {reading.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

function readers(reading: Reading): string[] {
  return reading.readers.length ? [`read by ${reading.readers.join(", ")}`] : [];
}
