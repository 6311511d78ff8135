/** Documents that the server keeps, to be opened again or deleted. */

import { useEffect, useState } from "preact/hooks";
import { deleteDocument, documents, type DocumentCard } from "../../api/documents";
import { IconButton } from "../../parts/Button";
import { Failure, Progress } from "../../parts/Notice";
import { Sheet } from "../../parts/Sheet";
import { counted } from "../../state/documents";
import { when } from "../History";

export function Kept({
  current,
  onOpen,
  onDeleted,
  onClose,
}: {
  current: string | null;
  onOpen: (id: string) => void;
  /** The document that is open is no more. */
  onDeleted: () => void;
  onClose: () => void;
}) {
  const [kept, setKept] = useState<DocumentCard[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    documents().then(setKept, setFailure);
  }, []);

  async function remove({ id }: DocumentCard) {
    try {
      await deleteDocument(id);
      setKept((before) => before!.filter((one) => one.id !== id));
      if (id === current) onDeleted();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Sheet title="Documents" onClose={onClose}>
      {failure !== null && <Failure error={failure} />}
      {!kept && failure === null && <Progress label="Asking the server" />}
      {kept?.length === 0 && <p class="hint">Nothing yet. What is read is kept by your server until you delete it.</p>}
      <ul class="rows">
        {kept?.map((one) => (
          <li key={one.id} class="row">
            <button
              type="button"
              class="row-main"
              aria-current={one.id === current ? "true" : undefined}
              onClick={() => onOpen(one.id)}
            >
              <span>{one.filename}</span>
              <span class="hint">{about(one)}</span>
            </button>
            <IconButton icon="trash" label={`Delete ${one.filename}`} onPress={() => void remove(one)} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function about(card: DocumentCard): string {
  const states = { queued: "waiting", in_progress: `${card.progress}%`, failed: "failed", completed: "" };
  const pages = card.num_pages ? counted(card.num_pages) : "";
  return [card.title, when(card.created_at * 1000), pages, states[card.status]].filter(Boolean).join(" · ");
}
