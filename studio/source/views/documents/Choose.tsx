/** Which file is to be read, and how. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ReadingWish } from "../../api/documents";
import { Button, Field } from "../../parts/Button";
import { Icon } from "../../parts/Icon";

export const NO_WISH: ReadingWish = { pages: "", reader: "", verify: "", password: "", figures: true };
const READERS = ["rapidocr", "tesseract"];

export function Choose({
  wish,
  onWish,
  file,
  onFile,
  children,
}: {
  wish: ReadingWish;
  onWish: (wish: ReadingWish) => void;
  /** What was tried before, and may be tried again. */
  file: File | null;
  onFile: (file: File) => void;
  children: ComponentChildren;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div class="choose">
      {children}
      <div
        class="drop"
        data-over={over}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
      >
        <Icon name="documents" />
        <p class="empty-title">Show me a document</p>
        <p class="hint">
          PDF, scans and photographs, office files, web pages, mail: choose one, drop it here, or paste it.
        </p>
        <div class="actions wrap">
          <Button class="primary" onPress={() => input.current!.click()}>
            Choose a file
          </Button>
          {file && (
            <Button icon="again" onPress={() => onFile(file)}>
              Try {file.name} again
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Choose a file"
          onChange={(event) => {
            const [first] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (first) onFile(first);
          }}
        />
      </div>
      <Options wish={wish} onWish={onWish} open={file !== null} />
    </div>
  );
}

function Options({ wish, onWish, open }: { wish: ReadingWish; onWish: (wish: ReadingWish) => void; open: boolean }) {
  const change = (part: Partial<ReadingWish>) => onWish({ ...wish, ...part });
  return (
    <details class="options" open={open}>
      <summary>Options</summary>
      <div class="options-fields">
        <Field label="Pages" hint="One, such as 3, or some, such as 2-5. Without: all.">
          {(tied) => (
            <input
              {...tied}
              type="text"
              value={wish.pages}
              placeholder="all"
              onInput={(event) => change({ pages: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Password" hint="Of a locked PDF. It goes to your server alone and is not kept.">
          {(tied) => (
            <input
              {...tied}
              type="password"
              autocomplete="off"
              value={wish.password}
              onInput={(event) => change({ password: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Reader of pictures" hint="Of pages that hold no text themselves.">
          {(tied) => (
            <ReaderChoice tied={tied} value={wish.reader} none="the best" onChoose={(reader) => change({ reader })} />
          )}
        </Field>
        <Field label="Second reader" hint="Reads all again; words that it does not bear out are doubted.">
          {(tied) => (
            <ReaderChoice tied={tied} value={wish.verify} none="none" onChoose={(verify) => change({ verify })} />
          )}
        </Field>
        <label class="tick">
          <input
            type="checkbox"
            checked={wish.figures}
            onChange={(event) => change({ figures: event.currentTarget.checked })}
          />
          Read figures and charts as well
        </label>
      </div>
    </details>
  );
}

function ReaderChoice({
  tied,
  value,
  none,
  onChoose,
}: {
  tied: object;
  value: string;
  none: string;
  onChoose: (value: string) => void;
}) {
  return (
    <select {...tied} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">{none}</option>
      {READERS.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
