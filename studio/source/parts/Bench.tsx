/** The form of every view that makes something from words: what is wanted beside what comes of it. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { model, unable } from "../state/crew";
import { TITLES, type View } from "../state/route";
import { newSeed } from "../state/session";
import { Button, Field, IconButton } from "./Button";
import { Failure } from "./Notice";
import { Head } from "./Shell";
import type { Making } from "./making";

export interface Wish {
  prompt: string;
  seed: number;
}

export function Bench({
  view,
  label,
  verb,
  examples,
  making,
  fields,
  actions,
  onMake,
  children,
}: {
  view: View;
  label: string;
  verb: string;
  examples: string[];
  making: Making;
  fields?: ComponentChildren;
  actions?: ComponentChildren;
  onMake: (wish: Wish) => void;
  children: ComponentChildren;
}) {
  const [prompt, setPrompt] = useState("");
  const [seed, setSeed] = useState("");
  const stage = useRef<HTMLDivElement>(null);
  const reason = unable(view);
  const ready = !reason && model.value !== null && prompt.trim() !== "";

  function make() {
    if (!ready || making.busy) return;
    onMake({ prompt: prompt.trim(), seed: seed === "" ? newSeed() : Number(seed) });
    stage.current!.scrollIntoView({ block: "nearest" });
  }

  return (
    <section class="view">
      <Head title={TITLES[view]}>{actions}</Head>
      <div class="scroll">
        <div class="bench">
          <form
            class="bench-form"
            onSubmit={(event) => {
              event.preventDefault();
              make();
            }}
          >
            <Field label={label}>
              {(tied) => (
                <textarea
                  {...tied}
                  rows={3}
                  value={prompt}
                  placeholder={examples[0]}
                  onInput={(event) => setPrompt(event.currentTarget.value)}
                  onKeyDown={(event) => {
                    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
                    event.preventDefault();
                    make();
                  }}
                />
              )}
            </Field>
            <ul class="examples" aria-label="Examples">
              {examples.map((one) => (
                <li key={one}>
                  <button type="button" class="example" onClick={() => setPrompt(one)}>
                    {one}
                  </button>
                </li>
              ))}
            </ul>
            {fields}
            <SeedField seed={seed} onSeed={setSeed} />
            {making.busy ? (
              <Button icon="stop" onPress={making.stop}>
                Stop
              </Button>
            ) : (
              <Button submit class="primary" disabled={!ready}>
                {verb}
              </Button>
            )}
            {reason && <p class="hint">{reason}</p>}
          </form>
          <div class="stage" ref={stage} aria-busy={making.busy}>
            {making.failure !== null && <Failure error={making.failure} />}
            {children}
          </div>
        </div>
      </div>
    </section>
  );
}

function SeedField({ seed, onSeed }: { seed: string; onSeed: (seed: string) => void }) {
  return (
    <Field label="Seed" hint="The same seed makes the same thing again.">
      {(tied) => (
        <span class="with-button">
          <input
            {...tied}
            type="text"
            inputMode="numeric"
            pattern="[0-9]*"
            value={seed}
            placeholder="a new one each time"
            onInput={(event) => onSeed(event.currentTarget.value.replace(/\D/g, ""))}
          />
          <IconButton icon="again" label="Another seed" onPress={() => onSeed(String(newSeed()))} />
        </span>
      )}
    </Field>
  );
}
