/** The picture of a page, to be turned and enlarged. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { pagePicture, type ReadPage } from "../../api/documents";
import { stopped } from "../../api/http";
import { IconButton } from "../../parts/Button";
import { useAddress } from "../../parts/media";
import { Failure } from "../../parts/Notice";
import { turnTo } from "../../state/documents";
import { Boxes, Legend } from "./Boxes";

/** How wide a page is shown, in widths of its place. */
const ZOOMS = ["0.6", "1", "1.5", "2", "3"] as const;
const FITTING = 1;
/** Pictures are this sharp where a page of the usual width just fits, in dots an inch; a narrow one is enlarged. */
const SHARP_DPI = 100;
const SHARPEST_DPI = 300;
const USUAL_WIDTH_PT = 595;

export function PageStage({
  id,
  page,
  pages,
  onChoose,
}: {
  id: string;
  page: ReadPage;
  pages: ReadPage[];
  /** A block was pressed. */
  onChoose: () => void;
}) {
  const [zoom, setZoom] = useState(FITTING);
  const [boxed, setBoxed] = useState(true);
  const at = pages.indexOf(page);
  const turn = (step: number) => pages[at + step] && turnTo(pages[at + step]!.number);
  const enlarge = (step: number) => setZoom(Math.min(Math.max(zoom + step, 0), ZOOMS.length - 1));
  const keys: Record<string, () => void> = {
    ArrowLeft: () => turn(-1),
    ArrowRight: () => turn(1),
    PageUp: () => turn(-1),
    PageDown: () => turn(1),
    "+": () => enlarge(1),
    "-": () => enlarge(-1),
    "0": () => setZoom(FITTING),
  };
  return (
    <section
      class="page-stage"
      aria-label={`Page ${page.number}`}
      onKeyDown={(event) => {
        const act = keys[event.key];
        if (!act || event.ctrlKey || event.metaKey || moves(event.target as Element, zoom > FITTING)) return;
        event.preventDefault();
        act();
      }}
    >
      <div class="page-tools">
        <IconButton icon="left" label="Page before" disabled={at === 0} onPress={() => turn(-1)} />
        <PageChoice page={page} pages={pages} />
        <IconButton icon="right" label="Page after" disabled={at === pages.length - 1} onPress={() => turn(1)} />
        <span class="gap" />
        <IconButton icon="minus" label="Smaller" disabled={zoom === 0} onPress={() => enlarge(-1)} />
        <IconButton icon="plus" label="Larger" disabled={zoom === ZOOMS.length - 1} onPress={() => enlarge(1)} />
        <IconButton icon="boxes" label="Boxes over the page" pressed={boxed} onPress={() => setBoxed(!boxed)} />
      </div>
      <div class="page-scroll" role="group" aria-label={`Picture of page ${page.number}`} tabIndex={0}>
        <Sheet id={id} page={page} share={ZOOMS[zoom]!}>
          {boxed && <Boxes page={page} onChoose={onChoose} />}
        </Sheet>
      </div>
      {boxed && <Legend page={page} />}
    </section>
  );
}

/** Whether keys do something to an element of their own: choose in a list, move an enlarged page. */
function moves(element: Element, enlarged: boolean): boolean {
  return element.tagName === "SELECT" || (enlarged && element.classList.contains("page-scroll"));
}

function PageChoice({ page, pages }: { page: ReadPage; pages: ReadPage[] }) {
  return (
    <span class="page-choice">
      <select aria-label="Page" value={page.number} onChange={(event) => turnTo(Number(event.currentTarget.value))}>
        {pages.map(({ number }) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </select>
      <span class="hint">of {pages.at(-1)!.number}</span>
    </span>
  );
}

/** The page itself; until its picture is here its shape stands in for it. */
function Sheet({
  id,
  page,
  share,
  children,
}: {
  id: string;
  page: ReadPage;
  share: string;
  children: ComponentChildren;
}) {
  const { picture, failure } = usePicture(id, page.number, sharpness(page, Number(share)));
  const address = useAddress(picture);
  return (
    <>
      {failure !== null && <Failure error={failure} />}
      <div class="page-sheet" data-zoom={share} aria-busy={!address}>
        <svg class="page-shape" viewBox={`0 0 ${page.width_pt} ${page.height_pt}`} aria-hidden="true" />
        {address && <img src={address} alt={`Page ${page.number} as it was read`} />}
        {children}
      </div>
    </>
  );
}

function sharpness(page: ReadPage, share: number): number {
  const enlarged = Math.max(share, 1) * Math.max(USUAL_WIDTH_PT / page.width_pt, 1);
  return Math.min(Math.round(SHARP_DPI * enlarged), SHARPEST_DPI);
}

function usePicture(id: string, number: number, dpi: number) {
  const [told, setTold] = useState<{ number: number; picture: Blob | null; failure: unknown }>();
  useEffect(() => {
    const leaving = new AbortController();
    pagePicture(id, number, dpi, leaving.signal).then(
      (picture) => setTold({ number, picture, failure: null }),
      (failure) => stopped(failure) || setTold({ number, picture: null, failure }),
    );
    return () => leaving.abort();
  }, [id, number, dpi]);
  return told?.number === number ? told : { picture: null, failure: null };
}
