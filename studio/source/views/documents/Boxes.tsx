/** Where everything stands on a page: a box for each block, coloured by its kind, over the picture. */

import { useEffect, useRef } from "preact/hooks";
import type { Block, Box, ReadPage } from "../../api/documents";
import { cited, doubt, doubtful, kindInWords, pointed } from "../../state/documents";

const MOST_WORDS = 60;
/** So far a box stands off from what it holds, in points. */
const AIR_PT = 1.5;

export function Boxes({ page, onChoose }: { page: ReadPage; onChoose: () => void }) {
  const group = useRef<SVGGElement>(null);
  const entry = pointed.value ?? 0;

  function step(event: KeyboardEvent, index: number) {
    if (event.key === "Enter" || event.key === " ") onChoose();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = group.current!.children[index + (event.key === "ArrowDown" ? 1 : -1)];
      if (next instanceof SVGElement) next.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <svg class="boxes" viewBox={`0 0 ${page.width_pt} ${page.height_pt}`} preserveAspectRatio="none">
      <g ref={group} role="group" aria-label={`Blocks of page ${page.number}, in the order they are read`}>
        {page.blocks.map((block, index) => (
          <rect
            key={index}
            {...placed(block.box)}
            class={`box kind-${block.kind}`}
            role="button"
            aria-label={`${kindInWords(block)}: ${block.text.slice(0, MOST_WORDS) || "no words"}`}
            tabIndex={index === entry ? 0 : -1}
            data-pointed={index === pointed.value}
            onPointerEnter={() => (pointed.value = index)}
            onPointerLeave={() => (pointed.value = null)}
            onFocus={() => (pointed.value = index)}
            onClick={onChoose}
            onKeyDown={(event) => step(event, index)}
          />
        ))}
      </g>
      <g class="doubts" aria-hidden="true">
        {[...page.words.filter(doubtful), ...page.doubted].map((word, index) => (
          <rect key={index} {...placed(word.box)}>
            <title>{doubt(word)}</title>
          </rect>
        ))}
      </g>
      <Cited number={page.number} />
    </svg>
  );
}

/** What an answer or a value rests on. */
function Cited({ number }: { number: number }) {
  const mark = useRef<SVGRectElement>(null);
  const place = cited.value;
  useEffect(() => {
    mark.current?.scrollIntoView({ block: "center", inline: "center" });
  }, [place]);
  if (place?.page !== number) return null;
  return <rect ref={mark} class="cited" aria-hidden="true" {...placed(place.box)} />;
}

function placed([left, top, right, bottom]: Box) {
  return {
    x: left - AIR_PT,
    y: top - AIR_PT,
    width: right - left + 2 * AIR_PT,
    height: bottom - top + 2 * AIR_PT,
    rx: AIR_PT,
  };
}

const KINDS: Record<Block["kind"], string> = {
  heading: "Headings",
  paragraph: "Text",
  list_item: "Lists",
  pair: "Names and values",
  table: "Tables",
  figure: "Figures",
  chart: "Charts",
  block: "Others",
};

/** The colours of the kinds that are on the page. */
export function Legend({ page }: { page: ReadPage }) {
  const here = new Set(page.blocks.map((block) => block.kind));
  const doubts = page.doubted.length + page.words.filter(doubtful).length;
  return (
    <ul class="box-legend" tabIndex={0} aria-label="Colours of the boxes">
      {(Object.keys(KINDS) as Block["kind"][])
        .filter((kind) => here.has(kind))
        .map((kind) => (
          <li key={kind} class={`kind-${kind}`}>
            {KINDS[kind]}
          </li>
        ))}
      {doubts > 0 && <li class="kind-doubt">Doubted</li>}
    </ul>
  );
}
