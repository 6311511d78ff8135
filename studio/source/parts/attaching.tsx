/** Files that go along with what is asked: chosen, pasted or dropped. */

import { useRef, useState } from "preact/hooks";
import { kindOfFile } from "../kept/turns";
import { IconButton } from "./Button";
import { Icon, type IconName } from "./Icon";
import { useAddress } from "./media";

const MOST_FILES = 16;
const MOST_BYTES = 60_000_000;

export interface Attachments {
  files: File[];
  refused: string;
  add(files: Iterable<File>): void;
  remove(file: File): void;
  clear(): void;
}

export function useAttachments(): Attachments {
  const [files, setFiles] = useState<File[]>([]);
  const [refused, setRefused] = useState("");
  return {
    files,
    refused,
    add(more) {
      const all = [...files, ...more];
      const fit = all.filter((file) => file.size <= MOST_BYTES).slice(0, MOST_FILES);
      setRefused(fit.length < all.length ? `At most ${MOST_FILES} files of 60 MB each go along.` : "");
      setFiles(fit);
    },
    remove: (file) => setFiles(files.filter((one) => one !== file)),
    clear() {
      setFiles([]);
      setRefused("");
    },
  };
}

/** Files of a paste or a drop. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** A button that opens the system's chooser. */
export function AttachButton({
  onFiles,
  label = "Attach files",
  accept,
  many = true,
}: {
  onFiles: (files: File[]) => void;
  label?: string;
  accept?: string;
  many?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="attach" label={label} onPress={() => input.current!.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={many}
        aria-label={label}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

export function AttachmentList({ attachments }: { attachments: Attachments }) {
  if (!attachments.files.length && !attachments.refused) return null;
  return (
    <div class="attachments">
      <ul>
        {attachments.files.map((file, index) => (
          <li key={`${file.name} ${index}`} class="attachment">
            <Thumbnail file={file} name={file.name} />
            <IconButton icon="close" label={`Remove ${file.name}`} onPress={() => attachments.remove(file)} />
          </li>
        ))}
      </ul>
      {attachments.refused && <p class="hint">{attachments.refused}</p>}
    </div>
  );
}

const SIGNS: Record<ReturnType<typeof kindOfFile>, IconName> = {
  image: "image",
  audio: "speak",
  video: "film",
  document: "document",
};

/** A small view of a file: its picture, or a sign with its name. */
export function Thumbnail({ file, name }: { file: Blob; name: string }) {
  const kind = kindOfFile(file);
  const address = useAddress(kind === "image" ? file : null);
  if (address) return <img class="thumbnail" src={address} alt={name} />;
  return (
    <span class="file-name">
      <Icon name={SIGNS[kind]} />
      <span>{name}</span>
    </span>
  );
}
