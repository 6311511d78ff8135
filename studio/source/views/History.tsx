/** Earlier conversations, kept by this browser. */

import { useEffect, useState } from "preact/hooks";
import { changes, conversations, deleteConversation } from "../kept/database";
import type { Conversation } from "../kept/turns";
import { IconButton } from "../parts/Button";
import { Failure } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";

export function History({
  current,
  onOpen,
  onClose,
}: {
  current: string;
  onOpen: (conversation: Conversation) => void;
  onClose: () => void;
}) {
  const [kept, setKept] = useState<Conversation[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    conversations().then(setKept, setFailure);
  }, [changes.value]);
  return (
    <Sheet title="Earlier conversations" onClose={onClose}>
      {failure !== null && <Failure error={failure} />}
      {kept?.length === 0 && <p class="hint">Nothing yet. What is said here is kept in this browser alone.</p>}
      <ul class="rows">
        {kept?.map((one) => (
          <li key={one.id} class="row">
            <button
              type="button"
              class="row-main"
              aria-current={one.id === current ? "true" : undefined}
              onClick={() => onOpen(one)}
            >
              <span>{one.title}</span>
              <span class="hint">
                {when(one.changed)} · {one.turns.length} turns
              </span>
            </button>
            <IconButton icon="trash" label={`Delete ${one.title}`} onPress={() => void deleteConversation(one.id)} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

export function when(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
