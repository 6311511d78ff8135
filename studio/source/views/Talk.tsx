/** A conversation: anything goes in, anything comes out. */

import { useEffect, useState } from "preact/hooks";
import { pack } from "../kept/album";
import { question, type Memory, type Output, type Turn } from "../kept/turns";
import { Button, IconButton } from "../parts/Button";
import { Composer } from "../parts/Composer";
import { Empty } from "../parts/Notice";
import { handedToTalk, share } from "../parts/saving";
import { Head } from "../parts/Shell";
import { useEndInSight } from "../parts/following";
import { ModelTurn, UserTurn } from "../parts/TurnView";
import { useAttachments } from "../parts/attaching";
import { ask, conversation, growing, hold, stop } from "../state/conversation";
import { model } from "../state/crew";
import { sent } from "../state/memory";
import { History } from "./History";

const SUGGESTIONS: { words: string; outputs: Output[] }[] = [
  { words: "Draw a red car left of a dog", outputs: ["image"] },
  { words: "Say: Good morning.", outputs: ["speech"] },
  { words: "Compose a jig in D major", outputs: ["music"] },
  { words: "Draw a green tree and say what you drew", outputs: ["image", "speech"] },
];

export function Talk() {
  const [outputs, setOutputs] = useState<Output[]>([]);
  const [history, setHistory] = useState(false);
  const attachments = useAttachments();
  const { turns, title, id } = conversation.value;
  const column = useEndInSight(`${id} ${turns.length}`);

  useEffect(() => {
    if (!handedToTalk.value.length) return;
    attachments.add(handedToTalk.value);
    handedToTalk.value = [];
  }, []);

  function send(said: string, wanted = outputs) {
    void ask([...turns, question(said, attachments.files)], wanted);
    attachments.clear();
  }

  return (
    <section class="view talk">
      <Head title="Talk">
        <IconButton
          icon="share"
          label="Export or share this conversation as one file"
          disabled={!turns.length}
          onPress={async () => {
            const album = { conversations: [conversation.value], made: [] };
            await share(await pack(album, title), "conversation.html");
          }}
        />
        <IconButton icon="history" label="Earlier conversations" onPress={() => setHistory(true)} />
        <IconButton icon="plus" label="New conversation" disabled={!turns.length} onPress={() => hold()} />
      </Head>
      <div class="scroll">
        <div class="column" role="log" aria-label="Conversation" ref={column}>
          {!turns.length && <Welcome onAsk={(one) => send(one.words, one.outputs)} />}
          {turns.map((turn, index) =>
            turn.role === "user" ? (
              <UserTurn key={index} turn={turn} />
            ) : (
              <ModelTurn key={index} turn={turn} asked={sent(turns.slice(0, index), turn.memory)}>
                {index === turns.length - 1 && (
                  <Retry
                    turn={turn}
                    onRetry={(how) => void ask(turns.slice(0, index), turn.outputs ?? ["text"], how)}
                  />
                )}
              </ModelTurn>
            ),
          )}
          {growing.value && <ModelTurn turn={growing.value} asked={sent(turns)} growing />}
        </div>
      </div>
      <div class="dock">
        <Composer
          attachments={attachments}
          outputs={outputs}
          busy={growing.value !== null}
          placeholder="Ask, or show a file"
          onOutputs={setOutputs}
          onSend={(said) => send(said)}
          onStop={stop}
        />
      </div>
      {history && (
        <History
          current={id}
          onClose={() => setHistory(false)}
          onOpen={(one) => {
            hold(one);
            setHistory(false);
          }}
        />
      )}
    </section>
  );
}

function Retry({ turn, onRetry }: { turn: Turn; onRetry: (how?: Memory) => void }) {
  const tooLong = turn.errorCode === "context_length_exceeded";
  return (
    <div class="actions">
      <Button icon="again" onPress={() => onRetry(tooLong ? "none" : turn.memory)}>
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
