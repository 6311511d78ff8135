/** Which model answers and what each can do; the key; how the page looks; what it keeps. */

import { useEffect, useRef, useState } from "preact/hooks";
import { figures, version, type Figure, type Model } from "../api/models";
import { pack, unpack } from "../kept/album";
import { allMade, conversations, deleteEverything, keepConversation, keepMade } from "../kept/database";
import { NAMES, OUTPUTS, type Memory, type Modality } from "../kept/turns";
import { Button, Choices, Field } from "../parts/Button";
import { Meter } from "../parts/Meter";
import { Failure, Progress } from "../parts/Notice";
import { save } from "../parts/saving";
import { toast } from "../state/toast";
import { Sheet } from "../parts/Sheet";
import { Head } from "../parts/Shell";
import { crew, meet, model } from "../state/crew";
import { memory } from "../state/memory";
import { chosenMemory, chosenModel, key, theme, type Theme } from "../state/session";

const MEMORIES: { value: Memory; label: string }[] = [
  { value: "all", label: "All turns before" },
  { value: "shown", label: "Since the last file" },
  { value: "none", label: "Nothing" },
];
const INPUTS: Modality[] = ["text", "image", "audio", "video", "music", "document"];

export function Settings() {
  return (
    <section class="view">
      <Head title="Settings" />
      <div class="scroll">
        <div class="column settings">
          <Models />
          <ServerKey />
          <Answers />
          <Look />
          <Keeping />
          <About />
        </div>
      </div>
    </section>
  );
}

function Models() {
  const told = crew.value;
  return (
    <section class="panel" aria-labelledby="models">
      <h2 id="models">Models</h2>
      {told.state === "loading" && <Progress label="Loading the model" />}
      {told.state === "failed" && (
        <Failure error={new Error(told.wantsKey ? "This server wants a key: give it below." : told.message)}>
          <Button icon="again" onPress={() => void meet()}>
            Try again
          </Button>
        </Failure>
      )}
      {told.state === "ready" && (
        <ul class="models">
          {told.models.map((one) => (
            <li key={one.id}>
              <ModelCard one={one} />
              <Figures of={one.id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ModelCard({ one }: { one: Model }) {
  return (
    <label class="model-card">
      <input
        type="radio"
        name="model"
        checked={model.value?.id === one.id}
        onChange={() => (chosenModel.value = one.id)}
      />
      <span class="model-body">
        <span class="model-name">
          {one.id}
          {one.root !== one.id && <span class="hint"> is {one.root}</span>}
        </span>
        <Abilities label="takes" all={INPUTS} able={one.inputs} />
        <Abilities label="makes" all={[...OUTPUTS]} able={one.outputs} />
        <span class="abilities">
          <span class="label">shows</span>
          <Ability able={one.inspectable}>its inside</Ability>
        </span>
      </span>
    </label>
  );
}

/** What was measured of a model, if anything was. */
function Figures({ of }: { of: string }) {
  const [told, setTold] = useState<Figure[]>([]);
  useEffect(() => {
    figures(of).then(setTold, () => setTold([])); // a model without figures is none the worse here
  }, [of]);
  if (!told.length) return null;
  return (
    <details class="figures">
      <summary>How well it does, on cases it was never trained on</summary>
      <ul class="chances">
        {told.map((one) => (
          <li key={one.words} title={`chance ${one.chance.toFixed(2)}`}>
            <span>{one.words}</span>
            <Meter share={one.mean} label={one.words} doubtful={one.low <= one.chance} />
            <span class="number">
              {one.low.toFixed(2)}–{one.high.toFixed(2)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Abilities({ label, all, able }: { label: string; all: Modality[]; able: readonly string[] }) {
  return (
    <span class="abilities">
      <span class="label">{label}</span>
      {all.map((modality) => (
        <Ability key={modality} able={able.includes(modality)} modality={modality}>
          {NAMES[modality]}
        </Ability>
      ))}
    </span>
  );
}

function Ability({ able, modality = "text", children }: { able: boolean; modality?: Modality; children: string }) {
  return (
    <span class={`ability of-${modality} ${able ? "" : "unable"}`}>
      {!able && <span class="unseen">not: </span>}
      {children}
    </span>
  );
}

function ServerKey() {
  const [typed, setTyped] = useState(key.value);
  return (
    <section class="panel" aria-labelledby="server">
      <h2 id="server">Server</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          key.value = typed.trim();
          void meet();
          toast.value = key.value ? "The key is used until this tab is closed" : "No key is used";
        }}
      >
        <Field label="Key" hint="Only servers that others can reach want one. It is forgotten when this tab is closed.">
          {(tied) => (
            <span class="with-button">
              <input
                {...tied}
                type="password"
                autocomplete="off"
                value={typed}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
              <Button submit>Use</Button>
            </span>
          )}
        </Field>
      </form>
    </section>
  );
}

function Answers() {
  return (
    <section class="panel" aria-labelledby="answers">
      <h2 id="answers">Conversations</h2>
      <Choices
        legend="What is sent along with a question"
        name="memory"
        value={memory.value}
        choices={MEMORIES}
        onChoose={(one) => (chosenMemory.value = one)}
      />
      <p class="hint">A small model answers best about the last thing it was shown, or without anything before.</p>
    </section>
  );
}

function Look() {
  const themes: { value: Theme; label: string }[] = [
    { value: "system", label: "As the system" },
    { value: "light", label: "Light" },
    { value: "dark", label: "Dark" },
  ];
  return (
    <section class="panel" aria-labelledby="look">
      <h2 id="look">Look</h2>
      <Choices
        legend="Colours"
        name="theme"
        value={theme.value}
        choices={themes}
        onChoose={(one) => (theme.value = one)}
      />
    </section>
  );
}

function Keeping() {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const input = useRef<HTMLInputElement>(null);

  async function bring(file: File | undefined) {
    if (!file) return;
    setFailure(null);
    try {
      const album = await unpack(file);
      for (const one of album.conversations) await keepConversation(one);
      for (const one of album.made) await keepMade(one);
      toast.value = `Took in ${album.conversations.length} conversations and ${album.made.length} things`;
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <section class="panel" aria-labelledby="kept">
      <h2 id="kept">What is kept</h2>
      <p class="hint">
        Conversations and the library are kept in this browser alone. An export is one page that anybody can open, and
        that the studio takes back.
      </p>
      {failure !== null && <Failure error={failure} />}
      <div class="actions wrap">
        <Button
          icon="save"
          onPress={async () => {
            const album = { conversations: await conversations(), made: await allMade() };
            save(await pack(album, "Sensorium studio"), "studio.html");
          }}
        >
          Export everything
        </Button>
        <Button icon="share" onPress={() => input.current!.click()}>
          Import
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".html,text/html"
          aria-label="Import"
          onChange={(event) => void bring(event.currentTarget.files?.[0])}
        />
        <Button icon="trash" class="danger" onPress={() => setAsking(true)}>
          Delete everything
        </Button>
      </div>
      {asking && (
        <Sheet title="Delete everything?" onClose={() => setAsking(false)}>
          <p>All conversations and the library of this browser are deleted. Nobody can bring them back.</p>
          <div class="actions">
            <Button
              class="danger"
              onPress={async () => {
                await deleteEverything();
                setAsking(false);
                toast.value = "Everything was deleted";
              }}
            >
              Delete
            </Button>
            <Button onPress={() => setAsking(false)}>Keep</Button>
          </div>
        </Sheet>
      )}
    </section>
  );
}

function About() {
  const [number, setNumber] = useState("");
  useEffect(() => {
    version().then(setNumber, () => setNumber("unknown"));
  }, []);
  return (
    <footer class="hint">
      Sensorium {number}. The page asks its own server and nobody else. <a href="../docs">The API, route by route</a>
    </footer>
  );
}
