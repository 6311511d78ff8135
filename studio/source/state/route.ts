/** Which view is shown: the part of the address after #. */

import { computed, signal } from "@preact/signals";

export const VIEWS = [
  "talk",
  "live",
  "documents",
  "draw",
  "film",
  "compose",
  "speak",
  "library",
  "inside",
  "settings",
] as const;
export type View = (typeof VIEWS)[number];

export const TITLES: Record<View, string> = {
  talk: "Talk",
  live: "Live",
  documents: "Documents",
  draw: "Draw",
  film: "Film",
  compose: "Compose",
  speak: "Speak & listen",
  library: "Library",
  inside: "Inside",
  settings: "Settings",
};

const address = signal(location.hash);
addEventListener("hashchange", () => (address.value = location.hash));

export const view = computed<View>(() => {
  const name = address.value.replace(/^#\/?/, "");
  return VIEWS.find((one) => one === name) ?? "talk";
});

export function go(to: View): void {
  location.hash = `/${to}`;
}
