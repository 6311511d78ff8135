/** Where one asks: words, files, and what shall come of it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { NAMES, OUTPUTS, type Output } from "../kept/turns";
import { model } from "../state/crew";
import { AttachButton, AttachmentList, filesOf, type Attachments } from "./attaching";
import { IconButton } from "./Button";

export function Composer({
  attachments,
  outputs,
  busy,
  placeholder,
  sign = "send",
  onOutputs,
  onSend,
  onStop,
}: {
  attachments: Attachments;
  outputs: Output[];
  busy: boolean;
  placeholder: string;
  sign?: "send" | "inside";
  onOutputs: (outputs: Output[]) => void;
  onSend: (words: string) => void;
  onStop: () => void;
}) {
  const [words, setWords] = useState("");
  const [over, setOver] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useGrowing(area, words);
  const ready = !busy && (words.trim() !== "" || attachments.files.length > 0);

  function send() {
    if (!ready) return;
    onSend(words.trim());
    setWords("");
  }

  return (
    <form
      class={`composer ${over ? "over" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        attachments.add(filesOf(event.dataTransfer));
      }}
    >
      <AttachmentList attachments={attachments} />
      <textarea
        ref={area}
        rows={1}
        aria-label={placeholder}
        placeholder={placeholder}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
        onPaste={(event) => {
          const files = filesOf(event.clipboardData);
          if (!files.length) return;
          event.preventDefault();
          attachments.add(files);
        }}
      />
      <div class="composer-foot">
        <AttachButton onFiles={attachments.add} />
        <OutputChooser outputs={outputs} onOutputs={onOutputs} />
        {busy ? (
          <IconButton icon="stop" label="Stop" class="filled" onPress={onStop} />
        ) : (
          <IconButton
            icon={sign}
            label={sign === "send" ? "Send" : "Look inside"}
            class="filled"
            disabled={!ready}
            onPress={send}
          />
        )}
      </div>
    </form>
  );
}

/** What shall come, in the order of being pressed; nothing pressed leaves it to the model. */
export function OutputChooser({ outputs, onOutputs }: { outputs: Output[]; onOutputs: (outputs: Output[]) => void }) {
  const able = model.value?.outputs ?? [];

  function toggle(output: Output) {
    const rest = outputs.filter((one) => one !== output);
    onOutputs(rest.length < outputs.length ? rest : [...outputs, output]);
  }

  return (
    <div class="outputs" role="group" aria-label="What shall come, in this order">
      <button
        type="button"
        class="output"
        aria-pressed={outputs.length === 0}
        title="The model reads in your words what to make"
        onClick={() => onOutputs([])}
      >
        as asked
      </button>
      {OUTPUTS.map((output) => {
        const place = outputs.indexOf(output);
        const reason = model.value && !able.includes(output) ? `${model.value.id} cannot make this` : undefined;
        return (
          <button
            key={output}
            type="button"
            class={`output of-${output}`}
            aria-pressed={place >= 0}
            disabled={Boolean(reason)}
            title={reason}
            onClick={() => toggle(output)}
          >
            <span class="dot" aria-hidden="true">
              {outputs.length > 1 && place >= 0 ? place + 1 : ""}
            </span>
            {NAMES[output]}
          </button>
        );
      })}
    </div>
  );
}

/** As high as its words, within what the style allows. */
function useGrowing(area: { current: HTMLTextAreaElement | null }, words: string) {
  useEffect(() => {
    const one = area.current!;
    one.style.height = "auto";
    one.style.height = `${one.scrollHeight}px`;
  }, [words]);
}
