/** Pictures that sharpen as they arrive. */

import { useState } from "preact/hooks";
import { draw } from "../api/making";
import { Field } from "../parts/Button";
import { Bench, type Wish } from "../parts/Bench";
import { Picture } from "../parts/media";
import { Empty, Spoken } from "../parts/Notice";
import { MadeActions, keep } from "../parts/saving";
import { Shelf } from "../parts/Shelf";
import { useMaking } from "../parts/making";
import { model } from "../state/crew";

const EXAMPLES = ["a red car left of a dog", "three green apples", "a yellow star above a house"];

interface Drawn extends Wish {
  blob: Blob;
  progress?: number;
}

export function Draw() {
  const making = useMaking();
  const [guidance, setGuidance] = useState(1.5);
  const [drawn, setDrawn] = useState<Drawn | null>(null);

  function make(wish: Wish) {
    const { id } = model.value!;
    void making.run(async (signal) => {
      setDrawn(null);
      const blob = await draw({ model: id, guidance, ...wish }, signal, (picture, progress) =>
        setDrawn({ ...wish, blob: picture, progress }),
      );
      setDrawn({ ...wish, blob });
      await keep({ kind: "image", blob }, wish.prompt, id, wish.seed);
    });
  }

  return (
    <Bench
      view="draw"
      label="What shall be drawn?"
      verb="Draw"
      examples={EXAMPLES}
      making={making}
      onMake={make}
      fields={
        <Field label={`Guidance ${guidance.toFixed(1)}`} hint="Higher follows the words more closely.">
          {(tied) => (
            <input
              {...tied}
              type="range"
              min={1}
              max={5}
              step={0.1}
              value={guidance}
              onInput={(event) => setGuidance(Number(event.currentTarget.value))}
            />
          )}
        </Field>
      }
    >
      <div class="easel">
        {drawn ? (
          <Picture blob={drawn.blob} alt={drawn.prompt} progress={making.busy ? drawn.progress : undefined} />
        ) : making.busy ? (
          <div class="blank" role="img" aria-label="An empty sheet" />
        ) : (
          <Empty title="Nothing drawn yet">
            <p>The picture comes cell by cell, 64 of them, and sharpens on the way.</p>
          </Empty>
        )}
      </div>
      {drawn && !making.busy && (
        <div class="caption">
          <p>
            {drawn.prompt} <span class="hint">seed {drawn.seed}</span>
          </p>
          <MadeActions part={{ kind: "image", blob: drawn.blob }} prompt={drawn.prompt} />
        </div>
      )}
      <Spoken>{making.busy ? "Drawing" : drawn ? `Drawn: ${drawn.prompt}` : ""}</Spoken>
      <Shelf
        kinds={["image"]}
        onChoose={(one) => setDrawn({ prompt: one.prompt, seed: one.seed ?? 0, blob: one.part.blob })}
      />
    </Bench>
  );
}
