/** Everything that was made here. */

import { useEffect, useState } from "preact/hooks";
import { pack } from "../kept/album";
import { allMade, changes, deleteMade } from "../kept/database";
import { NAMES, type Made, type MadePart } from "../kept/turns";
import { Button, Choices, IconButton } from "../parts/Button";
import { Fact, Facts } from "../parts/Facts";
import { MadeView } from "../parts/media";
import { Empty, Failure } from "../parts/Notice";
import { MadeActions, share } from "../parts/saving";
import { Sheet } from "../parts/Sheet";
import { Head } from "../parts/Shell";
import { Small } from "../parts/Shelf";
import { go } from "../state/route";
import { when } from "./History";

type Filter = "all" | MadePart["kind"];
const FILTERS: { value: Filter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "image", label: "Pictures" },
  { value: "video", label: "Clips" },
  { value: "music", label: "Tunes" },
  { value: "speech", label: "Speech" },
  { value: "sound", label: "Sounds" },
];

export function Library() {
  const [made, setMade] = useState<Made[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [filter, setFilter] = useState<Filter>("all");
  const [open, setOpen] = useState<Made | null>(null);
  useEffect(() => {
    allMade().then(setMade, setFailure);
  }, [changes.value]);
  const shown = (made ?? []).filter((one) => filter === "all" || one.part.kind === filter);

  return (
    <section class="view">
      <Head title="Library">
        <IconButton
          icon="share"
          label="Export or share what is shown as one file"
          disabled={!shown.length}
          onPress={async () => share(await pack({ conversations: [], made: shown }, "Library"), "library.html")}
        />
      </Head>
      <div class="scroll">
        <div class="wide">
          {failure !== null && <Failure error={failure} />}
          {made?.length === 0 && (
            <Empty title="Nothing made yet">
              <p>Pictures, clips, tunes and speech are kept here as they are made, in this browser alone.</p>
              <Button class="primary" icon="draw" onPress={() => go("draw")}>
                Draw something
              </Button>
            </Empty>
          )}
          {Boolean(made?.length) && (
            <Choices legend="Show" name="filter" hidden value={filter} choices={FILTERS} onChoose={setFilter} />
          )}
          {made?.length !== 0 && !shown.length && <p class="hint">Nothing of this kind yet.</p>}
          <ul class="gallery">
            {shown.map((one) => (
              <li key={one.id}>
                <button type="button" class="gallery-item" onClick={() => setOpen(one)}>
                  <span class="gallery-sight">
                    <Small made={one} />
                  </span>
                  <span class="gallery-words">
                    <span class={`dot of-${one.part.kind}`} aria-hidden="true" />
                    <span>{one.prompt || NAMES[one.part.kind]}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      {open && <Detail made={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Detail({ made, onClose }: { made: Made; onClose: () => void }) {
  return (
    <Sheet title={made.prompt || NAMES[made.part.kind]} onClose={onClose}>
      <MadeView part={made.part} label={made.prompt} />
      {made.part.kind === "speech" && <p class="said">“{made.part.words.trim()}”</p>}
      <Facts>
        <Fact name="Made">{when(made.created)}</Fact>
        <Fact name="By">{made.model}</Fact>
        {made.seed !== undefined && <Fact name="Seed">{made.seed}</Fact>}
      </Facts>
      <div class="actions">
        <MadeActions part={made.part} prompt={made.prompt} />
        <IconButton
          icon="trash"
          label="Delete"
          onPress={() => {
            void deleteMade(made.id);
            onClose();
          }}
        />
      </div>
    </Sheet>
  );
}
