/** One turn of a conversation with everything that is known of it. */

import type { ComponentChildren } from "preact";
import { NAMES, isMade, textOf, type Output, type Part, type Turn } from "../kept/turns";
import { model } from "../state/crew";
import { go } from "../state/route";
import { Thumbnail } from "./attaching";
import { IconButton } from "./Button";
import { Ledger } from "./Ledger";
import { Clip, MadeView, Player } from "./media";
import { Meter } from "./Meter";
import { Failure, Progress } from "./Notice";
import { MadeActions, handedToInside } from "./saving";
import { toast } from "../state/toast";

export function UserTurn({ turn }: { turn: Turn }) {
  return (
    <article class="turn user" aria-label="You">
      {turn.parts.map((part, index) => (
        <Given key={index} part={part} />
      ))}
    </article>
  );
}

function Given({ part }: { part: Part }) {
  if (part.kind === "text") return <p class="words">{part.text}</p>;
  if (part.kind !== "file") return null;
  const kind = part.blob.type.split("/")[0];
  if (kind === "audio") return <Player blob={part.blob} label={part.name} />;
  if (kind === "video") return <Clip blob={part.blob} label={part.name} />;
  return <Thumbnail file={part.blob} name={part.name} />;
}

/** The model's turn. `asked`: the turns that it answers; `growing`: more is to come. */
export function ModelTurn({
  turn,
  asked,
  growing = false,
  children,
}: {
  turn: Turn;
  asked: Turn[];
  growing?: boolean;
  children?: ComponentChildren;
}) {
  const prompt = textOf(asked.at(-1) ?? turn);
  const waiting = growing && turn.parts.length === 0;
  return (
    <article class="turn model" aria-label="Sensorium" aria-busy={growing}>
      {turn.parts.map((part, index) => (
        <Told key={index} part={part} prompt={prompt} />
      ))}
      {waiting && <Progress label={waitingFor(turn.outputs ?? ["text"])} />}
      {turn.error !== undefined && <Failure error={new Error(turn.error)}>{children}</Failure>}
      {turn.notes?.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
      {turn.ledger && <About turn={turn} asked={asked} />}
    </article>
  );
}

function waitingFor(outputs: Output[]): string {
  return outputs.length ? `Making ${outputs.map((one) => NAMES[one]).join(", ")}` : "Answering";
}

function Told({ part, prompt }: { part: Part; prompt: string }) {
  if (part.kind === "text") return <p class="words">{part.text}</p>;
  if (!isMade(part)) return null;
  const whole = part.kind === "music" || part.kind === "sound" || part.progress === undefined;
  return (
    <div class={`made made-${part.kind}`}>
      <MadeView part={part} label={`${NAMES[part.kind]}: ${prompt}`} />
      {part.kind === "speech" && part.words && <p class="said">“{part.words.trim()}”</p>}
      {whole && <MadeActions part={part} prompt={prompt} />}
    </div>
  );
}

/** What it cost, how long it took, how sure the model is, and what can be done with it. */
function About({ turn, asked }: { turn: Turn; asked: Turn[] }) {
  const text = textOf(turn);
  const insight = model.value?.inspectable;
  return (
    <footer class="about">
      <Ledger ledger={turn.ledger!} />
      {turn.seconds !== undefined && <span class="fact">{turn.seconds.toFixed(1)} s</span>}
      {typeof turn.confidence === "number" && <Sure confidence={turn.confidence} />}
      <span class="actions">
        {text && (
          <IconButton
            icon="copy"
            label="Copy the words"
            onPress={() => {
              void navigator.clipboard.writeText(text);
              toast.value = "Copied";
            }}
          />
        )}
        {insight && (
          <IconButton
            icon="inside"
            label="Look inside this answer"
            onPress={() => {
              handedToInside.value = { turns: asked, answer: turn };
              go("inside");
            }}
          />
        )}
      </span>
    </footer>
  );
}

const DOUBTFUL = 0.5;

function Sure({ confidence }: { confidence: number }) {
  const percent = Math.round(confidence * 100);
  return (
    <span class="fact" title="How likely this answer is right, as the model was calibrated">
      <Meter share={confidence} label="confidence" doubtful={confidence < DOUBTFUL} />
      {percent}% sure
    </span>
  );
}
