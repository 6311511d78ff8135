/** What the page remembers of its settings: the key until the tab is closed, the rest until it is deleted. */

import { effect, signal } from "@preact/signals";
import type { Memory } from "../kept/turns";

export type Theme = "system" | "light" | "dark";

export const key = signal(sessionStorage.getItem("server-key") ?? "");
export const theme = signal((localStorage.getItem("theme") as Theme | null) ?? "system");
export const chosenModel = signal(localStorage.getItem("model"));
/** How much of a conversation is sent with a question; null leaves it to what suits the model. */
export const chosenMemory = signal(localStorage.getItem("memory") as Memory | null);

effect(() => {
  if (key.value) sessionStorage.setItem("server-key", key.value);
  else sessionStorage.removeItem("server-key");
});
effect(() => {
  localStorage.setItem("theme", theme.value);
  if (theme.value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});
effect(() => {
  if (chosenModel.value) localStorage.setItem("model", chosenModel.value);
});
effect(() => {
  if (chosenMemory.value) localStorage.setItem("memory", chosenMemory.value);
});

const MOST_SEED = 2 ** 31;

export function newSeed(): number {
  return Math.floor(Math.random() * MOST_SEED);
}
