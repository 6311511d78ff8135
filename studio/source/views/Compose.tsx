/** Tunes, shown as notes and played; and sounds of the world. */

import { useState } from "preact/hooks";
import { compose, makeSound, score } from "../api/making";
import type { MadePart } from "../kept/turns";
import { Bench, type Wish } from "../parts/Bench";
import { Button, Choices } from "../parts/Button";
import { MadeView } from "../parts/media";
import { Empty, Progress, Spoken } from "../parts/Notice";
import { MadeActions, keep, save } from "../parts/saving";
import { Shelf } from "../parts/Shelf";
import { useMaking } from "../parts/making";
import { model } from "../state/crew";

type Kind = "music" | "sound";
const EXAMPLES: Record<Kind, string[]> = {
  music: ["a jig in D major", "a slow air in A minor", "a lively polka in G major"],
  sound: ["a dog barking", "rain", "a rooster"],
};

interface Composed extends Wish {
  part: Extract<MadePart, { kind: Kind }>;
}

export function Compose() {
  const making = useMaking();
  const able = model.value?.outputs ?? [];
  const [kind, setKind] = useState<Kind>("music");
  const [composed, setComposed] = useState<Composed | null>(null);

  function make(wish: Wish) {
    const { id } = model.value!;
    void making.run(async (signal) => {
      setComposed(null);
      const asked = { model: id, ...wish };
      const part: Composed["part"] =
        kind === "music" ? { kind, abc: await compose(asked, signal) } : { kind, blob: await makeSound(asked, signal) };
      setComposed({ ...wish, part });
      await keep(part, wish.prompt, id, wish.seed);
    });
  }

  return (
    <Bench
      view="compose"
      label={kind === "music" ? "What shall be played?" : "What shall sound?"}
      verb={kind === "music" ? "Compose" : "Make the sound"}
      examples={EXAMPLES[kind]}
      making={making}
      onMake={make}
      fields={
        <Choices
          legend="Kind"
          name="kind"
          value={kind}
          onChoose={setKind}
          choices={[
            { value: "music", label: "Tune", unable: able.includes("music") ? null : "This model composes nothing" },
            { value: "sound", label: "Sound", unable: able.includes("sound") ? null : "This model makes no sounds" },
          ]}
        />
      }
    >
      {composed ? (
        <>
          <MadeView part={composed.part} label={composed.prompt} />
          <div class="caption">
            <p>
              {composed.prompt} <span class="hint">seed {composed.seed}</span>
            </p>
            <MadeActions part={composed.part} prompt={composed.prompt} />
          </div>
          {composed.part.kind === "music" && <Forms abc={composed.part.abc} />}
        </>
      ) : making.busy ? (
        <div class="easel">
          <Progress label={kind === "music" ? "Composing" : "Making the sound"} />
        </div>
      ) : (
        <div class="easel">
          <Empty title="Nothing composed yet">
            <p>The model writes a score, note by note; a synthesizer plays it. It is not a recording.</p>
          </Empty>
        </div>
      )}
      <Spoken>{making.busy ? "Composing" : composed ? `Composed: ${composed.prompt}` : ""}</Spoken>
      <Shelf
        kinds={["music", "sound"]}
        onChoose={(one) => setComposed({ prompt: one.prompt, seed: one.seed ?? 0, part: one.part })}
      />
    </Bench>
  );
}

/** The tune in other forms, for other programs. */
function Forms({ abc }: { abc: string }) {
  const forms = ["svg", "wav", "mid"] as const;
  const names = { svg: "Notes (SVG)", wav: "Sound (WAV)", mid: "MIDI" };
  return (
    <div class="actions wrap">
      {forms.map((form) => (
        <Button key={form} icon="save" onPress={async () => save(await score(abc, form), `tune.${form}`)}>
          {names[form]}
        </Button>
      ))}
    </div>
  );
}
