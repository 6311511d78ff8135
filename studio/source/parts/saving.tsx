/** Things that were made: kept in the library, saved to a file, shared, used in another view. */

import { signal } from "@preact/signals";
import { keepMade } from "../kept/database";
import { fileName, newId, type Made, type MadePart, type Turn } from "../kept/turns";
import { go } from "../state/route";
import { toast } from "../state/toast";
import { IconButton } from "./Button";

/** What another view is to begin with; it takes it when it is shown. */
export const handedToTalk = signal<File[]>([]);
export const handedToFilm = signal<Blob | null>(null);
export const handedToInside = signal<{ turns: Turn[]; answer: Turn } | null>(null);

/** Put something into the library. */
export async function keep(part: MadePart, prompt: string, model: string, seed?: number): Promise<Made> {
  const made: Made = { id: newId(), created: Date.now(), part, prompt, model, seed };
  await keepMade(made);
  return made;
}

/** Let the browser save a file. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  toast.value = `Saved ${name}`;
}

/** Hand a file to another program where the device can, else save it. */
export async function share(blob: Blob, name: string): Promise<void> {
  const file = new File([blob], name, { type: blob.type });
  if (!navigator.canShare?.({ files: [file] })) return save(blob, name);
  try {
    await navigator.share({ files: [file], title: name });
  } catch {
    // whoever closes the panel of the system does not want to share
  }
}

function blobOf(part: MadePart): Blob {
  return part.kind === "music" ? new Blob([part.abc], { type: "text/vnd.abc" }) : part.blob;
}

/** What can be done with something that was made. */
export function MadeActions({ part, prompt }: { part: MadePart; prompt: string }) {
  const blob = blobOf(part);
  const name = fileName(part, prompt);
  return (
    <div class="actions">
      <IconButton icon="save" label="Save as a file" onPress={() => save(blob, name)} />
      <IconButton icon="share" label="Share" onPress={() => void share(blob, name)} />
      <IconButton
        icon="talk"
        label="Ask about it"
        onPress={() => {
          handedToTalk.value = [new File([blob], name, { type: blob.type })];
          go("talk");
        }}
      />
      {part.kind === "image" && (
        <IconButton
          icon="film"
          label="Film it: a clip that starts from this picture"
          onPress={() => {
            handedToFilm.value = part.blob;
            go("film");
          }}
        />
      )}
    </div>
  );
}
