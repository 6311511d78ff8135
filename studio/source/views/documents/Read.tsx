/** What stands on a page, block by block in the order it is read; each tells who read it and how sure that is. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Block, ReadPage, Word } from "../../api/documents";
import { cited, doubt, doubtful, kindInWords, percent, pointed, show, sourcesOf, wordsOf } from "../../state/documents";
import { ChartTable, Grid } from "./Grid";

export function Read({ page }: { page: ReadPage }) {
  return (
    <>
      {page.blocks.length === 0 && <p class="hint">Nothing was read on this page.</p>}
      <ol class="read" aria-label={`Page ${page.number}`}>
        {page.blocks.map((block, index) => (
          <Row key={`${page.number} ${index}`} page={page} block={block} index={index} />
        ))}
      </ol>
      {page.doubted.length > 0 && <Doubted page={page} />}
      <Preparing page={page} />
    </>
  );
}

/** What was done to the picture before it was read. */
function Preparing({ page }: { page: ReadPage }) {
  const turned = page.turned_deg ? [`turned by ${Math.round(page.turned_deg * 10) / 10}°`] : [];
  const told = [...turned, ...page.steps];
  return told.length ? <p class="hint">Before it was read, the picture was: {told.join(", ")}.</p> : null;
}

function Row({ page, block, index }: { page: ReadPage; block: Block; index: number }) {
  const row = useRef<HTMLLIElement>(null);
  const here = pointed.value === index;
  useEffect(() => {
    const inside = row.current!.matches(":hover, :focus-within");
    if (here && !inside) row.current!.scrollIntoView({ block: "nearest" });
  }, [here]);
  const words = wordsOf(page, block.words);
  const facts = [...sourcesOf(words), ...(words.length ? [percent(block.confidence)] : []), block.anchor];
  return (
    <li
      ref={row}
      class={`read-block kind-${block.kind}`}
      data-pointed={here}
      onPointerEnter={() => (pointed.value = index)}
      onPointerLeave={() => (pointed.value = null)}
      onFocusIn={() => (pointed.value = index)}
    >
      <Body block={block} page={page} words={words} />
      <button type="button" class="place" onClick={() => show(page.number, block.box)}>
        <span class="unseen">Show on the page: </span>
        {[kindInWords(block), ...facts].filter(Boolean).join(" · ")}
      </button>
    </li>
  );
}

function Body({ block, page, words }: { block: Block; page: ReadPage; words: Word[] }) {
  switch (block.kind) {
    case "heading":
      return (
        <p class={`read-heading level-${Math.min(block.level, 3)}`} role="heading" aria-level={block.level + 2}>
          <Said block={block} words={words} />
        </p>
      );
    case "list_item":
      return (
        <p class={`read-item level-${Math.min(block.level, 4)}`}>
          <span>{block.marker}</span>
          <span>
            <Said block={block} words={words} />
          </span>
        </p>
      );
    case "pair":
      return (
        <p class="read-pair">
          <span class="label">{textOf(page, block.key)}</span> {textOf(page, block.value)}
        </p>
      );
    case "table":
      return (
        <>
          <Caption page={page} caption={block.caption} />
          <Grid cells={block.cells} label={block.caption || "Table"} />
        </>
      );
    case "chart":
      return <ChartTable chart={block} />;
    case "figure":
      return (
        <>
          <p class="read-figure">{block.alt || block.text || "A picture without words."}</p>
          <Caption page={page} caption={block.caption} />
        </>
      );
    default:
      return <Plain block={block} words={words} />;
  }
}

/** What is written under a thing, where it is not a block of its own. */
function Caption({ page, caption }: { page: ReadPage; caption: string }) {
  if (!caption || page.blocks.some((block) => block.text === caption)) return null;
  return <p class="hint">{caption}</p>;
}

function Plain({ block, words }: { block: Block; words: Word[] }) {
  const role = block.kind === "paragraph" ? block.role : "body";
  const text: ComponentChildren = <Said block={block} words={words} />;
  return role === "code" ? <pre tabIndex={0}>{text}</pre> : <p class={`read-${role}`}>{text}</p>;
}

function textOf(page: ReadPage, numbers: number[]): ComponentChildren {
  return <Marked words={wordsOf(page, numbers)} />;
}

/** The text of a block; where a word of it is doubtful, word by word. */
function Said({ block, words }: { block: Block; words: Word[] }) {
  return words.some(doubtful) ? <Marked words={words} /> : <>{block.text}</>;
}

function Marked({ words }: { words: Word[] }) {
  return (
    <>
      {words.map((word, index) => (
        <>
          {index > 0 && " "}
          {doubtful(word) ? <Doubtful word={word} /> : word.text}
        </>
      ))}
    </>
  );
}

function Doubtful({ word }: { word: Word }) {
  return (
    <mark class="doubtful" title={doubt(word)}>
      {word.text}
      <span class="unseen"> (doubted: {doubt(word)})</span>
    </mark>
  );
}

/** What a reader gave and another does not bear out: it is told, and in no block. */
function Doubted({ page }: { page: ReadPage }) {
  return (
    <section class="doubted">
      <h3>Not believed</h3>
      <p class="hint">Words that a reader gave, but that were not borne out enough to be believed.</p>
      <ul class="examples">
        {page.doubted.map((word, index) => (
          <li key={index}>
            <button
              type="button"
              class="example"
              title={doubt(word)}
              aria-pressed={cited.value?.box === word.box}
              onClick={() => show(page.number, word.box)}
            >
              {word.text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
