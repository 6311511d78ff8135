/** Questions about the document, each answer with the places that it rests on. */

import { useState } from "preact/hooks";
import { answer, type Answer } from "../../api/documents";
import { Button, Field } from "../../parts/Button";
import { Failure, Progress, Spoken } from "../../parts/Notice";
import { useMaking } from "../../parts/making";
import { percent, show } from "../../state/documents";
import { byWhom, ReaderModel } from "./ReaderModel";

interface Asked {
  question: string;
  answer: Answer;
}

export function Ask({ id }: { id: string }) {
  const making = useMaking();
  const [question, setQuestion] = useState("");
  const [model, setModel] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked[]>([]);

  function ask() {
    const words = question.trim();
    if (!words || making.busy) return;
    void making.run(async (signal) => {
      const told = await answer(id, words, model, signal);
      setAsked((before) => [{ question: words, answer: told }, ...before]);
      setQuestion("");
    });
  }

  return (
    <>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field label="Question about this document">
          {(tied) => (
            <input
              {...tied}
              type="text"
              value={question}
              placeholder="What is the total?"
              onInput={(event) => setQuestion(event.currentTarget.value)}
            />
          )}
        </Field>
        <ReaderModel model={model} onModel={setModel} />
        {making.busy ? (
          <Button icon="stop" onPress={making.stop}>
            Stop
          </Button>
        ) : (
          <Button submit class="primary" disabled={!question.trim()}>
            Ask
          </Button>
        )}
      </form>
      {making.busy && <Progress label="Looking for the answer" />}
      {making.failure !== null && <Failure error={making.failure} />}
      <ol class="answers" aria-label="Answers, the newest first">
        {asked.map((one, index) => (
          <li key={asked.length - index}>
            <Told {...one} />
          </li>
        ))}
      </ol>
      <Spoken>{asked[0] ? (asked[0].answer.answer ?? "No answer") : ""}</Spoken>
    </>
  );
}

function Told({ question, answer: told }: Asked) {
  return (
    <article class="answer">
      <h3>{question}</h3>
      {told.answer ? <p class="answer-words">{told.answer}</p> : <p class="missing">No answer</p>}
      {told.reason && <p class="hint">{told.reason}</p>}
      {told.citations.length > 0 && (
        <ul class="citations" aria-label="What it rests on">
          {told.citations.map((one, index) => (
            <li key={index}>
              <button type="button" class="citation" onClick={() => show(one.page, one.box)}>
                <span class="label">Page {one.page}</span>
                <q>{one.text}</q>
              </button>
            </li>
          ))}
        </ul>
      )}
      {told.unsupported.map((one) => (
        <p key={one} class="missing">
          Nothing on the pages bears this out: {one}
        </p>
      ))}
      <p class="hint">
        {byWhom(told.by)}
        {told.answer && ` · ${percent(told.confidence)} sure`}
      </p>
    </article>
  );
}
