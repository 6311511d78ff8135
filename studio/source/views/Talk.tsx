/** A conversation: anything goes in, anything comes out. */

import { useEffect, useRef, useState } from "preact/hooks";
import { answer } from "../api/chat";
import { ApiError, stopped, words } from "../api/http";
import { pack } from "../kept/album";
import { keepConversation } from "../kept/database";
import { isMade, newId, textOf, type Conversation, type Output, type Turn } from "../kept/turns";
import { Button, IconButton } from "../parts/Button";
import { Composer } from "../parts/Composer";
import { Empty } from "../parts/Notice";
import { handedToTalk, keep, share } from "../parts/saving";
import { Head } from "../parts/Shell";
import { ModelTurn, UserTurn } from "../parts/TurnView";
import { useAttachments } from "../parts/attaching";
import { Speaker } from "../sound/speaker";
import { model } from "../state/crew";
import { sent } from "../state/memory";
import { newSeed } from "../state/session";
import { History } from "./History";

const SUGGESTIONS: { words: string; outputs: Output[] }[] = [
  { words: "Draw a red car left of a dog", outputs: ["image"] },
  { words: "Say: Good morning.", outputs: ["speech"] },
  { words: "Compose a jig in D major", outputs: ["music"] },
  { words: "Draw a green tree and say what you drew", outputs: ["image", "speech"] },
];
const LONGEST_TITLE = 60;

function begun(): Conversation {
  return { id: newId(), title: "", changed: Date.now(), turns: [] };
}

/** Survives a look at another view. */
let current = begun();

export function Talk() {
  const [conversation, setConversation] = useState(current);
  const [growing, setGrowing] = useState<Turn | null>(null);
  const [outputs, setOutputs] = useState<Output[]>(["text"]);
  const [history, setHistory] = useState(false);
  const attachments = useAttachments();
  const leaving = useRef<AbortController | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const { turns } = conversation;

  useEffect(() => () => leaving.current?.abort(), []);
  useEffect(() => {
    if (turns.length) end.current?.scrollIntoView({ block: "end" });
  }, [turns.length, growing]);
  useEffect(() => {
    if (!handedToTalk.value.length) return;
    attachments.add(handedToTalk.value);
    handedToTalk.value = [];
  }, []);

  function show(one: Conversation) {
    leaving.current?.abort();
    current = one;
    setConversation(one);
  }

  function put(turns: Turn[]) {
    const title = conversation.title || textOf(turns[0]!).slice(0, LONGEST_TITLE) || "Files";
    show({ ...current, turns, title, changed: Date.now() });
  }

  async function ask(asked: Turn[], wanted: Output[], alone = false) {
    put(asked);
    const stopping = (leaving.current = new AbortController());
    const turns = alone ? sent(asked, "none") : sent(asked);
    const question = { model: model.value!.id, turns, outputs: wanted, seed: newSeed() };
    const speaker = new Speaker();
    let last: Turn = { role: "assistant", parts: [], outputs: wanted };
    setGrowing(last);
    try {
      const grown = (turn: Turn) => setGrowing((last = { ...turn }));
      last = await answer(question, stopping.signal, grown, (samples) => speaker.push(samples));
    } catch (error) {
      speaker.close();
      if (leaving.current !== stopping) return; // another conversation is shown by now
      const code = error instanceof ApiError ? error.code : "failed";
      last = { ...last, error: stopped(error) ? "Stopped." : words(error), errorCode: code };
    }
    speaker.end();
    setGrowing(null);
    put([...asked, last]);
    await keepAll(asked, last);
  }

  async function keepAll(asked: Turn[], told: Turn) {
    await keepConversation(current);
    if (told.error !== undefined) return;
    const prompt = textOf(asked.at(-1)!);
    for (const part of told.parts) if (isMade(part)) await keep(part, prompt, told.model ?? "", told.seed);
  }

  function send(said: string, wanted = outputs) {
    const files = attachments.files.map((file) => ({ kind: "file" as const, name: file.name, blob: file as Blob }));
    const text = said ? [{ kind: "text" as const, text: said }] : [];
    attachments.clear();
    void ask([...turns, { role: "user", parts: [...files, ...text] }], wanted);
  }

  return (
    <section class="view talk">
      <Head title="Talk">
        <IconButton
          icon="share"
          label="Export or share this conversation as one file"
          disabled={!turns.length}
          onPress={async () => {
            const album = { conversations: [conversation], made: [] };
            await share(await pack(album, conversation.title), "conversation.html");
          }}
        />
        <IconButton icon="history" label="Earlier conversations" onPress={() => setHistory(true)} />
        <IconButton icon="plus" label="New conversation" disabled={!turns.length} onPress={() => show(begun())} />
      </Head>
      <div class="scroll">
        <div class="column" role="log" aria-label="Conversation">
          {!turns.length && <Welcome onAsk={(one) => send(one.words, one.outputs)} />}
          {turns.map((turn, index) =>
            turn.role === "user" ? (
              <UserTurn key={index} turn={turn} />
            ) : (
              <ModelTurn key={index} turn={turn} asked={sent(turns.slice(0, index))}>
                {index === turns.length - 1 && (
                  <Retry turn={turn} onRetry={(alone) => void ask(turns.slice(0, index), turn.outputs ?? ["text"], alone)} />
                )}
              </ModelTurn>
            ),
          )}
          {growing && <ModelTurn turn={growing} asked={sent(turns)} growing />}
          <div ref={end} />
        </div>
      </div>
      <div class="dock">
        <Composer
          attachments={attachments}
          outputs={outputs}
          busy={growing !== null}
          placeholder="Ask, or show a file"
          onOutputs={setOutputs}
          onSend={(said) => send(said)}
          onStop={() => leaving.current?.abort()}
        />
      </div>
      {history && (
        <History
          current={conversation.id}
          onClose={() => setHistory(false)}
          onOpen={(one) => {
            show(one);
            setHistory(false);
          }}
        />
      )}
    </section>
  );
}

function Retry({ turn, onRetry }: { turn: Turn; onRetry: (alone: boolean) => void }) {
  const tooLong = turn.errorCode === "context_length_exceeded";
  return (
    <div class="actions">
      <Button icon="again" onPress={() => onRetry(tooLong)}>
        {tooLong ? "Ask without the earlier turns" : "Ask again"}
      </Button>
    </div>
  );
}

function Welcome({ onAsk }: { onAsk: (one: (typeof SUGGESTIONS)[number]) => void }) {
  return (
    <Empty title="Ask, show, or play it something.">
      <p class="lead">
        Words, pictures, sounds, clips and pages go in; words, pictures, speech, music and clips come out. Everything
        stays on this machine.
      </p>
      <ul class="suggestions">
        {SUGGESTIONS.map((one) => (
          <li key={one.words}>
            <button type="button" class="suggestion" disabled={!model.value} onClick={() => onAsk(one)}>
              <span class="dots" aria-hidden="true">
                {one.outputs.map((output) => (
                  <span key={output} class={`dot of-${output}`} />
                ))}
              </span>
              {one.words}
            </button>
          </li>
        ))}
      </ul>
    </Empty>
  );
}
