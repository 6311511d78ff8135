/** Clips from words, and from a first picture if one is given. A clip is a job of the server. */

import { useEffect, useState } from "preact/hooks";
import { film } from "../api/making";
import { AttachButton, filesOf } from "../parts/attaching";
import { Bench, type Wish } from "../parts/Bench";
import { IconButton } from "../parts/Button";
import { Clip, useAddress } from "../parts/media";
import { Empty, Progress, Spoken } from "../parts/Notice";
import { MadeActions, handedToFilm, keep } from "../parts/saving";
import { Shelf } from "../parts/Shelf";
import { useMaking } from "../parts/making";
import { model } from "../state/crew";

const EXAMPLES = ["a dog moving to the right", "a blue ball falling down", "a red car growing"];

interface Filmed extends Wish {
  blob: Blob;
}

export function Film() {
  const making = useMaking();
  const [first, setFirst] = useState<Blob | null>(null);
  const [share, setShare] = useState<number | undefined>();
  const [filmed, setFilmed] = useState<Filmed | null>(null);
  useEffect(() => {
    setFirst(handedToFilm.value);
    handedToFilm.value = null;
  }, []);

  function make(wish: Wish) {
    const { id } = model.value!;
    void making.run(async (signal) => {
      setFilmed(null);
      setShare(undefined);
      const told = (job: { status: string; progress: number }) =>
        setShare(job.status === "queued" ? undefined : job.progress / 100);
      const blob = await film({ model: id, first, ...wish }, signal, told);
      setFilmed({ ...wish, blob });
      await keep({ kind: "video", blob }, wish.prompt, id, wish.seed);
    });
  }

  return (
    <Bench
      view="film"
      label="What shall happen?"
      verb="Film"
      examples={EXAMPLES}
      making={making}
      onMake={make}
      fields={<FirstPicture picture={first} onPicture={setFirst} />}
    >
      <div class="easel">
        {filmed ? (
          <Clip blob={filmed.blob} label={filmed.prompt} />
        ) : making.busy ? (
          <div class="blank">
            <Progress label={share === undefined ? "Waiting for its turn" : "Filming"} share={share} />
          </div>
        ) : (
          <Empty title="Nothing filmed yet">
            <p>Four key frames are drawn; the frames between follow from them. Two seconds, eight frames each.</p>
          </Empty>
        )}
      </div>
      {filmed && (
        <div class="caption">
          <p>
            {filmed.prompt} <span class="hint">seed {filmed.seed}</span>
          </p>
          <MadeActions part={{ kind: "video", blob: filmed.blob }} prompt={filmed.prompt} />
        </div>
      )}
      <Spoken>{making.busy ? "Filming" : filmed ? `Filmed: ${filmed.prompt}` : ""}</Spoken>
      <Shelf
        kinds={["video"]}
        onChoose={(one) => setFilmed({ prompt: one.prompt, seed: one.seed ?? 0, blob: one.part.blob })}
      />
    </Bench>
  );
}

/** The picture that a clip starts from: chosen, pasted, dropped, or handed over by another view. */
function FirstPicture({ picture, onPicture }: { picture: Blob | null; onPicture: (picture: Blob | null) => void }) {
  const address = useAddress(picture);
  const take = (files: File[]) => {
    const found = files.find((file) => file.type.startsWith("image/"));
    if (found) onPicture(found);
  };
  return (
    <div
      class="first-picture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(filesOf(event.dataTransfer));
      }}
      onPaste={(event) => take(filesOf(event.clipboardData))}
    >
      <span class="label">First picture</span>
      <span class="with-button">
        {address ? (
          <img class="thumbnail" src={address} alt="The first picture" />
        ) : (
          <span class="hint">None: it is drawn from the words.</span>
        )}
        <AttachButton label="Choose the first picture" accept="image/*" many={false} onFiles={take} />
        {picture && <IconButton icon="close" label="Without a first picture" onPress={() => onPicture(null)} />}
      </span>
    </div>
  );
}
