/** What was found for each field: its value, where it stands, and whether the file's data and its pages agree. */

import { useEffect, useRef } from "preact/hooks";
import type { Extraction, Found } from "../../api/documents";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Meter } from "../../parts/Meter";
import { save } from "../../parts/saving";
import { percent, show } from "../../state/documents";
import { byWhom } from "./ReaderModel";

/** The source of what the data tell that a file carries beside its pages. */
const DATA = "embedded data";

export function Values({ found }: { found: Extraction }) {
  const told = () => new Blob([JSON.stringify(found.values, null, 2)], { type: "application/json" });
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current!.scrollIntoView({ block: "start" }), [found]);
  return (
    <section ref={section} class="values" aria-label="Values">
      <header>
        <p class="hint">{[byWhom(found.by), ofData(found)].filter(Boolean).join(" · ")}</p>
        <Button icon="save" onPress={() => save(told(), "values.json")}>
          JSON
        </Button>
      </header>
      {found.disputed && <Differing paths={found.disputed} />}
      <dl>
        {Object.entries(found.fields).map(([path, one]) => (
          <div key={path} id={rowOf(path)} tabIndex={one.beside && -1}>
            <dt>{path}</dt>
            <dd>
              {one.beside ? (
                <Disputed path={path} found={one} beside={one.beside} />
              ) : (
                <Value {...{ path, found: one }} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {found.faults.length > 0 && (
        <ul class="notes" aria-label="Where the schema is not kept">
          {found.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How many values differ, in words. */
export function differing(count: number): string {
  return `${count === 1 ? "1 value differs" : `${count} values differ`} between the file's data and its pages`;
}

/** How many values the file's data tell, and of how many the pages say the same; "" for a file without data. */
function ofData({ fields }: Extraction): string {
  const carried = Object.values(fields).filter(({ reader, value }) => reader === DATA && value !== null);
  const borneOut = carried.filter(({ supported }) => supported).length;
  if (!carried.length) return "";
  const alone = carried.every(({ supported }) => supported === undefined);
  const values = carried.length === 1 ? "1 value" : `${carried.length} values`;
  return `${values} from the file's data${alone ? "" : `, ${borneOut} of them borne out by its pages`}`;
}

function rowOf(path: string): string {
  return `value-${path}`;
}

/** Which values differ; each leads to its row. */
function Differing({ paths }: { paths: string[] }) {
  return (
    <div class="failure" role="group" aria-label="What differs">
      <Icon name="alert" />
      <div>
        <p>{differing(paths.length)}. Both are shown: neither is right by itself.</p>
        <ul class="differing">
          {paths.map((path) => (
            <li key={path}>
              <button type="button" class="link" onClick={() => document.getElementById(rowOf(path))!.focus()}>
                {path}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What the data tell and what the pages say, each with its source. */
function Disputed({ path, found, beside }: { path: string; found: Found; beside: Found }) {
  const rows = found.value === null;
  const others = found.alternatives?.filter((one) => one !== (beside.text || String(beside.value))) ?? [];
  return (
    <div class="disputed" role="group" aria-label={`${path}: data and page differ`}>
      <span class="value">
        <span class="differs">
          <Icon name="alert" />
          {rows ? "Rows on the page alone" : "Data and page differ"}
        </span>
        {!rows && <Sure path={path} found={found} />}
      </span>
      <ul class="sides">
        <li>
          <span class="label">The file's data</span>
          {rows ? <span class="missing">No such row</span> : <Placed found={found} />}
        </li>
        <li>
          <span class="label">
            Page {beside.page} ({beside.reader})
          </span>
          <Placed found={beside} />
          {printed(beside) && <span class="hint">{printed(beside)}</span>}
        </li>
      </ul>
      {others.length > 0 && <span class="hint">also {others.join(", ")}</span>}
    </div>
  );
}

function Value({ path, found }: { path: string; found: Found }) {
  if (found.value === null) return <span class="missing">Missing{found.reason && `: ${found.reason}`}</span>;
  return (
    <>
      <span class="value">
        <Placed found={found} />
        <Sure path={path} found={found} />
      </span>
      <span class="hint">
        {agrees(found) && <Icon name="check" />}
        {aside(found)}
      </span>
    </>
  );
}

/** A value that leads to its place, where it has one. */
function Placed({ found: { value, currency, box, page } }: { found: Found }) {
  const words = [String(value), currency].filter(Boolean).join(" ");
  if (!box || !page) return <span>{words}</span>;
  return (
    <button type="button" class="link" title={`Show on page ${page}`} onClick={() => show(page, box)}>
      {words}
      <span class="unseen">, show on page {page}</span>
    </button>
  );
}

function Sure({ path, found }: { path: string; found: Found }) {
  const sure = found.confidence ?? 0;
  return (
    <span class="sure">
      <Meter share={sure} label={`How sure ${path} is`} doubtful={sure < 0.5} />
      <span class="hint number">{percent(sure)}</span>
    </span>
  );
}

/** Whether the file's data and its pages say the same. */
function agrees({ reader, supported, reason }: Found): boolean {
  return reader === DATA && Boolean(supported) && !reason;
}

/** What else is to be known of a value; what its reason tells is not said twice. */
function aside(found: Found): string {
  const reason = found.reason ?? "";
  const others = found.alternatives?.filter((one) => !reason.includes(one)) ?? [];
  const text = found.text && reason.includes(found.text) ? "" : printed(found);
  return [source(found), text, reason, others.length ? `or ${others.join(", ")}` : ""].filter(Boolean).join(" · ");
}

function printed({ text, value }: Found): string {
  return text && text !== String(value) ? `printed “${text}”` : "";
}

/** Where a value is from, and whether the pages say it as well. */
function source(found: Found): string {
  const place = found.page ? `page ${found.page}` : "stands nowhere on the pages";
  if (found.reader !== DATA) return place;
  if (agrees(found)) return `data and ${place} agree`;
  if (!found.page) return found.reason ? "" : "from the file's data";
  return `from the file's data${found.reason?.includes(place) ? "" : ` · ${place}`}`;
}
