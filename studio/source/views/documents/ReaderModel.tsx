/** Who answers about a document: nobody but the document itself, or a model. */

import { Field } from "../../parts/Button";
import { crew } from "../../state/crew";

export function ReaderModel({ model, onModel }: { model: string | null; onModel: (model: string | null) => void }) {
  const here = crew.value.state === "ready" ? crew.value.models : [];
  return (
    <Field label="By">
      {(tied) => (
        <select {...tied} value={model ?? ""} onChange={(event) => onModel(event.currentTarget.value || null)}>
          <option value="">the document alone (offline)</option>
          {here.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Who it was, in words. */
export function byWhom(by: string): string {
  return by === "layout" || by === "extractive" ? "Offline, in the document's own words" : `By the model ${by}`;
}
