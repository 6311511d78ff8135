/** What an exchange cost, as a strip of the stream: what was read, then what was written, by modality. */

import { NAMES, total, type Counts, type Ledger as Told, type Modality } from "../kept/turns";

export function Ledger({ ledger }: { ledger: Told }) {
  const read = total(ledger.read);
  const wrote = total(ledger.wrote);
  return (
    <span class="ledger">
      <span class="strip" aria-hidden="true">
        {pieces(ledger.read, "read")}
        <span class="strip-gap" />
        {pieces(ledger.wrote, "wrote")}
      </span>
      <span class="tally" title={`read ${inWords(ledger.read)}; wrote ${inWords(ledger.wrote)}`}>
        {read + wrote} tokens
        <span class="unseen">
          : read {inWords(ledger.read)}; wrote {inWords(ledger.wrote)}
        </span>
      </span>
    </span>
  );
}

function pieces(counts: Counts, kind: string) {
  return Object.entries(counts).map(([modality, count]) => (
    <span key={modality} class={`${kind} of-${modality}`} style={{ flexGrow: Math.sqrt(count) }} />
  ));
}

export function inWords(counts: Counts): string {
  const told = Object.entries(counts).map(([modality, count]) => `${count} ${NAMES[modality as Modality]}`);
  return told.join(", ") || "nothing";
}
