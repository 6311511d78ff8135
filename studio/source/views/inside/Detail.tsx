/** Everything that is known of the chosen position. */

import type { Inspection, Position } from "../../api/inspection";
import { IconButton } from "../../parts/Button";
import { Fact, Facts } from "../../parts/Facts";
import { useAddress } from "../../parts/media";
import { Meter } from "../../parts/Meter";
import { NAMES } from "../../kept/turns";
import type { Lens } from "../Inside";
import { thingOf, type Material } from "./material";
import { nameOf } from "./Stream";

const KINDS: Record<Position["kind"], string> = {
  mark: "mark of the stream's structure",
  word: "word",
  phone: "phone",
  note: "note of the score",
  cell: "cell of a picture",
  frame: "frame of sound",
  feature: "feature from an encoder",
};
const STAGES: Record<string, string> = {
  between: "between two segments",
  text: "inside a text",
  say: "words to be said",
  phones: "phones of those words",
  grid: "inside a picture",
  frames: "frames of sound",
  music: "inside a score",
};
const MOST_LOOKS = 6;

export function Detail({
  inspection,
  material,
  chosen,
  looks,
  lens,
  onLens,
  onChoose,
}: {
  inspection: Inspection;
  material: Material;
  chosen: number | null;
  looks: number[];
  lens: Lens;
  onLens: (lens: Lens) => void;
  onChoose: (position: number) => void;
}) {
  const one = chosen === null ? undefined : inspection.positions[chosen];
  if (!one || chosen === null) return <aside class="detail" aria-label="The chosen position" />;
  const last = inspection.positions.length - 1;
  return (
    <aside class="detail" aria-label="The chosen position">
      <header class="detail-head">
        <IconButton
          icon="send"
          class="turn-left"
          label="One back"
          disabled={chosen === 0}
          onPress={() => onChoose(chosen - 1)}
        />
        <p aria-live="polite">
          <span class="hint">
            Position {chosen + 1} of {last + 1}
          </span>
          <strong class="token">{nameOf(one)}</strong>
        </p>
        <IconButton
          icon="send"
          class="turn-right"
          label="One on"
          disabled={chosen === last}
          onPress={() => onChoose(chosen + 1)}
        />
      </header>
      <Facts>
        <Fact name="Kind">
          <span class={`dot of-${one.modality}`} aria-hidden="true" /> {KINDS[one.kind]}
        </Fact>
        <Fact name="Came from">
          <From one={one} inspection={inspection} chosen={chosen} material={material} />
        </Fact>
        <Fact name="Grammar">{grammarWords(one, chosen >= inspection.num_prompt)}</Fact>
        {one.codes && (
          <Fact name="Codes">
            <Codes one={one} />
          </Fact>
        )}
        {one.advance !== undefined && <Fact name="Pointer">{`moves ${one.advance} on`}</Fact>}
        <Fact name="Stands at">{one.coordinates.join(" · ")}</Fact>
        {one.cues && <Fact name="Cue">{one.cues.join(", ")}</Fact>}
      </Facts>
      {one.others && one.others.length > 0 && <Chances one={one} />}
      <Attention {...{ inspection, looks, lens, onLens, onChoose }} />
    </aside>
  );
}

function From({
  one,
  inspection,
  chosen,
  material,
}: {
  one: Position;
  inspection: Inspection;
  chosen: number;
  material: Material;
}) {
  const { source } = one;
  const thing = source ? thingOf(material, source) : null;
  const address = useAddress(thing?.kind === "image" && source?.box ? thing.blob : null);
  if (!source) return <>the frame of the turn</>;
  const [left, top, right, bottom] = source.box ?? [0, 0, 1, 1];
  const where = chosen >= inspection.num_prompt ? "the reply" : `message ${source.message + 1}`;
  return (
    <>
      part {source.part + 1} of {where} ({NAMES[one.modality]})
      {source.page !== undefined && <>, page {source.page + 1}</>}
      {source.seconds && (
        <>
          , {source.seconds[0].toFixed(2)}–{source.seconds[1].toFixed(2)} s
        </>
      )}
      {address && (
        <svg class="whence" viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label={nameOf(one)}>
          <image href={address} width={1} height={1} preserveAspectRatio="none" />
          <rect x={left} y={top} width={right - left} height={bottom - top} />
        </svg>
      )}
    </>
  );
}

function grammarWords(one: Position, written: boolean): string {
  if (!written) return "given, not written";
  if (!one.state) return "written by the grammar itself";
  const { stage, num_allowed: count } = one.state;
  const choice = count === 1 ? "this alone was allowed" : `${count.toLocaleString()} could follow`;
  return `${STAGES[stage] ?? stage}: ${choice}`;
}

function Codes({ one }: { one: Position }) {
  return (
    <span class={`codes codes-${one.kind}`}>
      {one.codes!.map((code, slot) => (
        <span key={slot} class="code">
          {code}
          {one.probabilities?.[slot] !== undefined && <small>{percent(one.probabilities[slot]!)}</small>}
        </span>
      ))}
    </span>
  );
}

/** What might have stood here instead. */
function Chances({ one }: { one: Position }) {
  return (
    <section>
      <h3 class="label">What it might have been</h3>
      <ul class="chances">
        {one.others!.map((other, index) => (
          <li key={index} class={other.text === one.text ? "own" : ""}>
            <span class="token">{other.text.trim() || "␣"}</span>
            <Meter share={other.probability} label={`probability of ${other.text}`} />
            <span class="number">{percent(other.probability)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What it looked at: which layer and head is asked, and the positions that got most. */
function Attention({
  inspection,
  looks,
  lens,
  onLens,
  onChoose,
}: {
  inspection: Inspection;
  looks: number[];
  lens: Lens;
  onLens: (lens: Lens) => void;
  onChoose: (position: number) => void;
}) {
  const most = looks
    .map((share, position) => ({ share, position }))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_LOOKS);
  return (
    <section>
      <h3 class="label">What it looked at</h3>
      <div class="lens">
        <Pick
          name="Layer"
          count={inspection.num_layers}
          value={lens.layer}
          onPick={(layer) => onLens({ ...lens, layer })}
        />
        <Pick name="Head" count={inspection.num_heads} value={lens.head} onPick={(head) => onLens({ ...lens, head })} />
      </div>
      <ul class="chances looks">
        {most.map(({ share, position }) => {
          const other = inspection.positions[position]!;
          return (
            <li key={position}>
              <button type="button" class="link" onClick={() => onChoose(position)}>
                <span class={`dot of-${other.modality}`} aria-hidden="true" /> {nameOf(other)}
              </button>
              <Meter share={share} label={`share of ${nameOf(other)}`} />
              <span class="number">{percent(share)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Pick({
  name,
  count,
  value,
  onPick,
}: {
  name: string;
  count: number;
  value: number | null;
  onPick: (value: number | null) => void;
}) {
  return (
    <label class="pick">
      <span class="hint">{name}</span>
      <select
        value={value === null ? "" : String(value)}
        onChange={(event) => onPick(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))}
      >
        <option value="">all</option>
        {Array.from({ length: count }, (_, index) => (
          <option key={index} value={String(index)}>
            {index + 1}
          </option>
        ))}
      </select>
    </label>
  );
}

function percent(share: number): string {
  const percents = share * 100;
  return `${percents < 10 ? percents.toFixed(1) : Math.round(percents)}%`;
}
