/** The whole document for other programs. */

import { useState } from "preact/hooks";
import { written, type DocumentCard, type WrittenForm } from "../../api/documents";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Notice";
import { save } from "../../parts/saving";

const FORMS: { form: WrittenForm; label: string; ending: string; about: string }[] = [
  { form: "markdown", label: "Markdown", ending: "md", about: "Headings, lists, tables; for notes and for models." },
  { form: "html", label: "HTML", ending: "html", about: "One page that any browser shows, tables with their spans." },
  { form: "json", label: "JSON", ending: "json", about: "Everything: places, sources and confidence of every word." },
  { form: "text", label: "Text", ending: "txt", about: "The words alone, in the order they are read." },
];

export function Export({ card }: { card: DocumentCard }) {
  const [failure, setFailure] = useState<unknown>(null);
  const stem = card.filename.replace(/\.[^.]*$/, "") || "document";

  async function take(form: WrittenForm, ending: string) {
    setFailure(null);
    try {
      save(await written(card.id, form), `${stem}.${ending}`);
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <>
      {failure !== null && <Failure error={failure} />}
      <ul class="rows">
        {FORMS.map(({ form, label, ending, about }) => (
          <li key={form} class="row export-row">
            <Button icon="save" onPress={() => void take(form, ending)}>
              {label}
            </Button>
            <span class="hint">{about}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
