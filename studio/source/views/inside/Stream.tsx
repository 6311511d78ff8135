/** Every position as a tile, in blocks: words in their order, features over their picture, frames along their sound. */

import { useEffect, useRef } from "preact/hooks";
import type { Block, Inspection, Position } from "../../api/inspection";
import { useAddress, useShape, Wave } from "../../parts/media";
import { thingOf, type Material, type Thing } from "./material";
import { strengths } from "./Overview";

interface Tiles {
  inspection: Inspection;
  chosen: number | null;
  strength: number[];
  onChoose: (position: number) => void;
}

const KEYS: Record<string, number> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
};

export function Stream({
  inspection,
  material,
  chosen,
  looks,
  onChoose,
}: {
  inspection: Inspection;
  material: Material;
  chosen: number | null;
  looks: number[];
  onChoose: (position: number) => void;
}) {
  const whole = useRef<HTMLDivElement>(null);
  const tiles: Tiles = { inspection, chosen, strength: strengths(looks), onChoose };
  const seam = inspection.blocks.findIndex((block) => block.first >= inspection.num_prompt);
  useEffect(() => {
    const tile = whole.current?.querySelector<HTMLElement>(`[data-position="${chosen}"]`);
    tile?.scrollIntoView({ block: "nearest" });
    if (whole.current?.contains(document.activeElement)) tile?.focus({ preventScroll: true });
  }, [chosen]);

  function move(event: KeyboardEvent) {
    const count = inspection.positions.length;
    const step = KEYS[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? count - 1 : step && (chosen ?? 0) + step;
    if (to === undefined || to < 0 || to >= count) return;
    event.preventDefault();
    onChoose(to);
  }

  return (
    <div class="stream" ref={whole} role="group" aria-label="The stream; arrow keys move along it" onKeyDown={move}>
      <Lane name="Read" blocks={inspection.blocks.slice(0, seam)} material={material} tiles={tiles} />
      <Lane name="Written" blocks={inspection.blocks.slice(seam)} material={material} tiles={tiles} />
    </div>
  );
}

function Lane({ name, blocks, material, tiles }: { name: string; blocks: Block[]; material: Material; tiles: Tiles }) {
  return (
    <section class="lane" aria-label={name}>
      <h2 class="label">{name}</h2>
      <div class="blocks">
        {blocks.map((block) => (
          <BlockView key={block.first} block={block} thing={thingOf(material, block)} tiles={tiles} />
        ))}
      </div>
    </section>
  );
}

function BlockView({ block, thing, tiles }: { block: Block; thing: Thing | null; tiles: Tiles }) {
  const positions = tiles.inspection.positions.slice(block.first, block.first + block.count);
  const placed = positions.some((one) => one.source?.box);
  if (placed && block.kind !== "word")
    return <Sights block={block} positions={positions} thing={thing} tiles={tiles} />;
  if (positions.some((one) => one.source?.seconds)) {
    return <Moments block={block} positions={positions} thing={thing} tiles={tiles} />;
  }
  return (
    <span class={`run run-${block.kind}`}>
      {positions.map((one, index) => (
        <Tile key={index} position={block.first + index} one={one} tiles={tiles} />
      ))}
    </span>
  );
}

/** One position. What it says stands in it, or is told by its place. */
function Tile({
  position,
  one,
  tiles,
  style = {},
}: {
  position: number;
  one: Position;
  tiles: Tiles;
  style?: Record<string, string>;
}) {
  const { chosen, strength, onChoose } = tiles;
  const bare = one.kind === "cell" || one.kind === "feature" || one.kind === "frame";
  return (
    <button
      type="button"
      class={`tile tile-${one.kind} of-${one.modality}`}
      style={{ ...style, "--look": (strength[position] ?? 0).toFixed(3) }}
      data-position={position}
      aria-pressed={chosen === position}
      tabIndex={(chosen ?? 0) === position ? 0 : -1}
      aria-label={`${position + 1}: ${nameOf(one)}`}
      onClick={() => onChoose(position)}
    >
      {bare ? "" : seenText(one)}
    </button>
  );
}

/** A block with its positions, and what they are of. */
interface Stretch {
  block: Block;
  positions: Position[];
  thing: Thing | null;
  tiles: Tiles;
}

/** Features or cells over the picture that they are of; of a clip, moment by moment. */
function Sights({ block, positions, thing, tiles }: Stretch) {
  const moments = new Map<number | undefined, number[]>();
  positions.forEach((one, index) => {
    const moment = one.source?.seconds?.[0];
    moments.set(moment, [...(moments.get(moment) ?? []), index]);
  });
  return (
    <span class={`sights ${moments.size > 1 ? "several" : ""}`}>
      {[...moments].map(([moment, indices]) => (
        <span key={moment} class="sight">
          <Ground thing={thing} moment={moment} />
          {indices.map((index) => {
            const box = positions[index]!.source?.box;
            return box ? (
              <Tile
                key={index}
                position={block.first + index}
                one={positions[index]!}
                tiles={tiles}
                style={{
                  left: percent(box[0]),
                  top: percent(box[1]),
                  width: percent(box[2] - box[0]),
                  height: percent(box[3] - box[1]),
                }}
              />
            ) : null;
          })}
          {moment !== undefined && <span class="moment">{moment.toFixed(1)} s</span>}
        </span>
      ))}
      <Margin block={block} positions={positions} tiles={tiles} />
    </span>
  );
}

/** What lies under the tiles of a picture. */
function Ground({ thing, moment }: { thing: Thing | null; moment: number | undefined }) {
  const address = useAddress(thing?.kind === "image" || thing?.kind === "video" ? thing.blob : null);
  if (address && thing?.kind === "video") {
    return (
      <video class="ground" src={`${address}#t=${moment ?? 0}`} muted playsInline preload="auto" aria-hidden="true" />
    );
  }
  return address ? <img class="ground pixels" src={address} alt="" /> : <span class="ground blank" />;
}

/** Features of the grey around a picture that is no square. */
function Margin({ block, positions, tiles }: Omit<Stretch, "thing">) {
  const outside = positions.flatMap((one, index) => (one.source?.box ? [] : [{ one, index }]));
  if (!outside.length) return null;
  return (
    <span class="margin">
      <span class="hint">beside the picture</span>
      {outside.map(({ one, index }) => (
        <Tile key={index} position={block.first + index} one={one} tiles={tiles} />
      ))}
    </span>
  );
}

const NO_SOUND = new Blob();

/** Features or frames along the sound that they are of. */
function Moments({ block, positions, thing, tiles }: Stretch) {
  const { bars } = useShape(thing?.kind === "audio" ? thing.blob : NO_SOUND, positions.length);
  return (
    <span class="moments" role="group" aria-label="Sound" style={{ "--count": String(positions.length) }}>
      <Wave bars={bars} />
      <span class="moments-row">
        {positions.map((one, index) => (
          <Tile key={index} position={block.first + index} one={one} tiles={tiles} />
        ))}
      </span>
    </span>
  );
}

/** What a position is, in a few words. */
export function nameOf(one: Position): string {
  const { box, seconds } = one.source ?? {};
  const place = box ? `row ${placeOf(box[1], box[3])}, col ${placeOf(box[0], box[2])}` : "";
  const time = seconds ? `${seconds[0].toFixed(2)} s` : "";
  const where = [place, time].filter(Boolean).join(", ");
  switch (one.kind) {
    case "feature":
      return `${one.modality === "audio" ? "heard" : "seen"}: ${where || "beside the picture"}`;
    case "cell":
    case "frame":
      return `${one.kind}: ${where}`;
    default:
      return one.text?.trim() || "space";
  }
}

/** Number of the row or column that lies between two shares of a picture. */
function placeOf(from: number, to: number): number {
  return Math.round(from / (to - from)) + 1;
}

function seenText(one: Position): string {
  const text = one.text ?? "";
  return text.trim() === "" ? "␣" : text.trim();
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
