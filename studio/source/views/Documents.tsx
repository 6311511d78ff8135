/** A file is read: its pages beside what stands on them, which can be copied, asked and taken along. */

import { useEffect, useState } from "preact/hooks";
import { beginReading, reading, readThrough, type DocumentCard, type Reading } from "../api/documents";
import { ApiError, stopped } from "../api/http";
import { filesOf } from "../parts/attaching";
import { Button, IconButton } from "../parts/Button";
import { Failure, Progress, Spoken } from "../parts/Notice";
import { Head } from "../parts/Shell";
import { useMaking, type Making } from "../parts/making";
import { counted, openDocument, openId } from "../state/documents";
import { Choose, NO_WISH } from "./documents/Choose";
import { Kept } from "./documents/Kept";
import { Opened } from "./documents/Opened";

/** What the server calls a file that wants a password, or another one. */
const LOCKED = "document_encrypted";

export function Documents() {
  const making = useMaking();
  const [wish, setWish] = useState(NO_WISH);
  const [file, setFile] = useState<File | null>(null);
  const [card, setCard] = useState<DocumentCard | null>(null);
  const [content, setContent] = useState<Reading | null>(null);
  const [looking, setLooking] = useState(false);

  function clear() {
    setCard(null);
    setContent(null);
  }

  async function follow(id: string, signal: AbortSignal) {
    if (openId.value !== id) openDocument(id);
    try {
      await readThrough(id, signal, setCard);
      setContent(await reading(id, signal));
    } catch (error) {
      if (!stopped(error)) openDocument(null);
      throw error;
    }
  }

  function read(chosen: File) {
    clear();
    setFile(chosen);
    openDocument(null);
    void making.run(async (signal) => follow((await beginReading(chosen, wish, signal)).id, signal));
  }

  function open(id: string) {
    clear();
    setFile(null);
    setLooking(false);
    openDocument(id);
    void making.run((signal) => follow(id, signal));
  }

  function leave() {
    making.stop();
    clear();
    setFile(null);
    openDocument(null);
  }

  useEffect(() => {
    if (openId.value) void making.run((signal) => follow(openId.value!, signal));
  }, []);
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => take(filesOf(event.clipboardData));
    addEventListener("paste", pasted);
    return () => removeEventListener("paste", pasted);
  });

  function take([first]: File[]) {
    if (first) read(first);
  }

  return (
    <section
      class="view documents"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(filesOf(event.dataTransfer));
      }}
    >
      <Head title="Documents">
        {content && (
          <Button icon="plus" onPress={leave}>
            Read another
          </Button>
        )}
        <IconButton icon="history" label="Documents kept by the server" onPress={() => setLooking(true)} />
      </Head>
      {content && card ? (
        <Opened key={card.id} card={card} reading={content} />
      ) : (
        <div class="scroll">
          {making.busy ? (
            <Waiting name={file?.name ?? card?.filename} card={card} onLeave={leave} />
          ) : (
            <Choose wish={wish} onWish={setWish} file={file} onFile={read}>
              {making.failure !== null && <Failed making={making} />}
            </Choose>
          )}
        </div>
      )}
      <Spoken>{making.busy ? "Reading" : content ? `Read: ${counted(content.pages.length)}` : ""}</Spoken>
      {looking && <Kept current={openId.value} onOpen={open} onDeleted={leave} onClose={() => setLooking(false)} />}
    </section>
  );
}

function Failed({ making }: { making: Making }) {
  const locked = making.failure instanceof ApiError && making.failure.code === LOCKED;
  return <Failure error={making.failure}>{locked && <p>Its password stands among the options below.</p>}</Failure>;
}

function Waiting({ name, card, onLeave }: { name?: string; card: DocumentCard | null; onLeave: () => void }) {
  const pages = card?.num_pages ? ` a document of ${counted(card.num_pages)}` : "";
  const label = { queued: "Waiting for its turn", in_progress: `Reading${pages}` };
  return (
    <div class="waiting" aria-busy="true">
      <p class="empty-title">{name}</p>
      <Progress
        label={!card ? "Sending" : (label[card.status as "queued"] ?? "Opening")}
        share={card?.status === "in_progress" ? card.progress / 100 : undefined}
      />
      <p class="hint">The server reads on when you go elsewhere, and keeps what it read.</p>
      <Button onPress={onLeave}>Leave it</Button>
    </div>
  );
}
