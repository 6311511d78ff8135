/** The token stream of an exchange: what each position is, where it came from, and what it looked at. */

import { useEffect, useRef, useState } from "preact/hooks";
import { attention, inspect, type Inspection } from "../api/inspection";
import { ledgerOf } from "../api/chat";
import { stopped } from "../api/http";
import { NAMES, OUTPUTS, question, type Output, type Turn } from "../kept/turns";
import { useAttachments } from "../parts/attaching";
import { IconButton } from "../parts/Button";
import { Composer } from "../parts/Composer";
import { Ledger } from "../parts/Ledger";
import { Empty, Failure, Progress } from "../parts/Notice";
import { handedToInside } from "../parts/saving";
import { Head } from "../parts/Shell";
import { useMaking } from "../parts/making";
import { model, unable } from "../state/crew";
import { newSeed } from "../state/session";
import { Detail } from "./inside/Detail";
import { materialOf, type Material } from "./inside/material";
import { Overview } from "./inside/Overview";
import { Stream } from "./inside/Stream";

interface Seen {
  inspection: Inspection;
  material: Material;
}

export interface Lens {
  layer: number | null;
  head: number | null;
}

/** Survives a look at another view. */
let last: Seen | null = null;

export function Inside() {
  const making = useMaking();
  const [seen, setSeen] = useState(last);
  const [outputs, setOutputs] = useState<Output[]>(["text"]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [lens, setLens] = useState<Lens>({ layer: null, head: null });
  const attachments = useAttachments();
  const looks = useLooks(seen?.inspection ?? null, chosen, lens);
  const reason = unable("inside");

  useEffect(() => {
    const handed = handedToInside.value;
    handedToInside.value = null;
    if (handed) look(handed.turns, handed.answer.outputs ?? ["text"], handed.answer.seed);
  }, []);

  function look(turns: Turn[], wanted: Output[], seed = newSeed()) {
    void making.run(async (signal) => {
      setSeen(null);
      setChosen(null);
      setLens({ layer: null, head: null });
      const inspection = await inspect({ model: model.value!.id, turns, outputs: wanted, seed }, signal);
      last = { inspection, material: materialOf(turns, inspection) };
      setSeen(last);
      setChosen(inspection.num_prompt);
    });
  }

  function ask(words: string) {
    look([question(words, attachments.files)], outputs);
    attachments.clear();
  }

  return (
    <section class="view inside">
      <Head title="Inside">
        {seen && (
          <>
            <Ledger ledger={ledgerOf(seen.inspection.usage)} />
            <IconButton icon="plus" label="Ask something else" onPress={() => setSeen((last = null))} />
          </>
        )}
      </Head>
      <div class="scroll">
        <div class="wide">
          {reason && <Failure error={new Error(reason)} />}
          {making.failure !== null && <Failure error={making.failure} />}
          {making.busy && <Progress label="Answering again, and watching" />}
          {!seen && !making.busy && making.failure === null && !reason && <Nothing />}
          {seen && (
            <>
              <Overview inspection={seen.inspection} chosen={chosen} looks={looks} onChoose={setChosen} />
              <div class="inside-body">
                <Stream {...seen} chosen={chosen} looks={looks} onChoose={setChosen} />
                <Detail {...seen} chosen={chosen} looks={looks} lens={lens} onLens={setLens} onChoose={setChosen} />
              </div>
            </>
          )}
        </div>
      </div>
      {!seen && (
        <div class="dock">
          <Composer
            attachments={attachments}
            outputs={outputs}
            busy={making.busy}
            sign="inside"
            placeholder="Ask something, and look inside the answer"
            onOutputs={setOutputs}
            onSend={ask}
            onStop={making.stop}
          />
        </div>
      )}
    </section>
  );
}

function Nothing() {
  return (
    <Empty title="See what the model sees.">
      <p class="lead">
        Every modality becomes positions of one stream. Ask something below, or press the layers under an answer in
        Talk: then choose any position to see where it came from, what else it might have been, and what it looked at.
      </p>
      <ul class="legend" aria-label="Colours of the modalities">
        {[...OUTPUTS, "audio" as const].map((one) => (
          <li key={one}>
            <span class={`dot of-${one}`} aria-hidden="true" /> {NAMES[one]}
          </li>
        ))}
      </ul>
    </Empty>
  );
}

/** What the chosen position looked at, once it is known. */
function useLooks(inspection: Inspection | null, chosen: number | null, lens: Lens): number[] {
  const [looks, setLooks] = useState<number[]>([]);
  const asked = useRef<AbortController | null>(null);
  useEffect(() => {
    asked.current?.abort();
    if (!inspection || chosen === null) return setLooks([]);
    const leaving = (asked.current = new AbortController());
    attention(inspection, chosen, lens.layer, lens.head, leaving.signal)
      .then(setLooks)
      .catch((error: unknown) => stopped(error) || setLooks([])); // the stream itself can be read without it
    return () => leaving.abort();
  }, [inspection, chosen, lens]);
  return looks;
}
