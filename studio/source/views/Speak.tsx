/** Words said aloud, and words heard. */

import { useEffect, useRef, useState } from "preact/hooks";
import { speak, transcribe } from "../api/making";
import { AttachButton, filesOf } from "../parts/attaching";
import { Button, Field } from "../parts/Button";
import { Player, Wave } from "../parts/media";
import { Empty, Failure, Progress } from "../parts/Notice";
import { MadeActions, keep } from "../parts/saving";
import { toast } from "../state/toast";
import { Head } from "../parts/Shell";
import { useMaking } from "../parts/making";
import { listen, type Microphone } from "../sound/microphone";
import { peaks, wav } from "../sound/samples";
import { Speaker } from "../sound/speaker";
import { model } from "../state/crew";
import { newSeed } from "../state/session";

const PIECE_BARS = 4; // of the picture of a piece that arrives
const LONGEST_S = 30; // that the built-in model hears

export function Speak() {
  return (
    <section class="view">
      <Head title="Speak & listen" />
      <div class="scroll">
        <div class="halves">
          <Saying />
          <Hearing />
        </div>
      </div>
    </section>
  );
}

function Saying() {
  const making = useMaking();
  const [words, setWords] = useState("");
  const [bars, setBars] = useState<number[]>([]);
  const [said, setSaid] = useState<{ blob: Blob; words: string } | null>(null);
  const able = model.value?.outputs.includes("speech") ?? false;

  function say() {
    const { id } = model.value!;
    const seed = newSeed();
    const speaker = new Speaker();
    void making.run(async (signal) => {
      setSaid(null);
      setBars([]);
      signal.addEventListener("abort", () => speaker.close());
      const blob = await speak({ model: id, input: words, seed }, signal, (samples) => {
        speaker.push(samples);
        setBars((before) => [...before, ...peaks(samples, PIECE_BARS, 0x8000)]);
      });
      speaker.end();
      setSaid({ blob, words });
      await keep({ kind: "speech", blob, words }, words, id, seed);
    });
  }

  return (
    <section class="panel half" aria-labelledby="say">
      <h2 id="say">Speak</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          say();
        }}
      >
        <Field label="Words to say" hint="Short English sentences, in the one voice that the model has.">
          {(tied) => (
            <textarea
              {...tied}
              rows={3}
              value={words}
              placeholder="Good morning."
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </Field>
        {making.busy ? (
          <Button icon="stop" onPress={making.stop}>
            Stop
          </Button>
        ) : (
          <Button submit class="primary" disabled={!able || !words.trim()}>
            Say it
          </Button>
        )}
        {model.value && !able && <p class="hint">{model.value.id} cannot speak.</p>}
      </form>
      <div class="half-stage" aria-live="polite">
        {making.failure !== null && <Failure error={making.failure} />}
        {making.busy && (bars.length ? <Wave bars={bars} /> : <Progress label="Finding the sounds" />)}
        {said && (
          <>
            <Player blob={said.blob} label={said.words} />
            <p class="said">“{said.words}”</p>
            <MadeActions part={{ kind: "speech", blob: said.blob, words: said.words }} prompt={said.words} />
          </>
        )}
        {!making.busy && !said && making.failure === null && <Empty title="Nothing said yet" />}
      </div>
    </section>
  );
}

function Hearing() {
  const making = useMaking();
  const recording = useRecording();
  const [heard, setHeard] = useState<{ blob: Blob; words: string } | null>(null);

  function understand(blob: Blob) {
    void making.run(async (signal) => {
      setHeard({ blob, words: "" });
      const told = await transcribe(model.value!.id, blob, signal, (words) => setHeard({ blob, words }));
      setHeard({ blob, words: told });
    });
  }

  function take(files: File[]) {
    const [file] = files;
    if (file) understand(file);
  }

  return (
    <section
      class="panel half"
      aria-labelledby="hear"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(filesOf(event.dataTransfer));
      }}
    >
      <h2 id="hear">Listen</h2>
      <div class="recorder">
        <Wave bars={recording.bars} />
        <div class="actions">
          {recording.on ? (
            <Button icon="stop" class="primary" onPress={() => understand(recording.finish())}>
              Stop and understand
            </Button>
          ) : (
            <Button icon="mic" class="primary" disabled={!model.value} onPress={recording.begin}>
              Record
            </Button>
          )}
          <AttachButton label="Choose a recording" accept="audio/*,video/*" many={false} onFiles={take} />
        </div>
        <p class="hint">Speak, or drop a recording here: at most {LONGEST_S} seconds.</p>
      </div>
      <div class="half-stage" aria-live="polite">
        {recording.failure !== null && <Failure error={recording.failure} />}
        {making.failure !== null && <Failure error={making.failure} />}
        {heard && <Player blob={heard.blob} label="the recording" />}
        {making.busy && !heard?.words && <Progress label="Listening" />}
        {heard?.words && (
          <>
            <p class="transcript">{heard.words}</p>
            <Button
              icon="copy"
              onPress={() => {
                void navigator.clipboard.writeText(heard.words);
                toast.value = "Copied";
              }}
            >
              Copy
            </Button>
          </>
        )}
        {!heard && making.failure === null && recording.failure === null && <Empty title="Nothing heard yet" />}
      </div>
    </section>
  );
}

const SHOWN_BARS = 80;

/** The microphone, from Record to Stop. */
function useRecording() {
  const [on, setOn] = useState(false);
  const [bars, setBars] = useState<number[]>(Array.from({ length: SHOWN_BARS }, () => 0));
  const [failure, setFailure] = useState<unknown>(null);
  const microphone = useRef<Microphone | null>(null);
  const pieces = useRef<Int16Array[]>([]);
  const asking = useRef(false); // a second press, while the permission is asked for, would open a second one
  const leaving = useRef(new AbortController()).current;

  useEffect(
    () => () => {
      leaving.abort();
      microphone.current?.stop();
    },
    [],
  );

  return {
    on,
    bars,
    failure,
    async begin() {
      if (asking.current) return;
      asking.current = true;
      setFailure(null);
      pieces.current = [];
      try {
        microphone.current = await listen((samples, level) => {
          pieces.current.push(samples);
          setBars((before) => [...before.slice(1), level]);
        }, leaving.signal);
        setOn(true);
      } catch (error) {
        setFailure(error);
      } finally {
        asking.current = false;
      }
    },
    finish(): Blob {
      microphone.current?.stop();
      microphone.current = null;
      setOn(false);
      return wav(pieces.current);
    },
  };
}
