/** How much of a conversation is sent along with a question. */

import { computed } from "@preact/signals";
import type { Memory, Turn } from "../kept/turns";
import { model } from "./crew";
import { chosenMemory } from "./session";

/** A small native model has learnt to be asked several things about one picture, not to hold long conversations. */
export const memory = computed<Memory>(() => chosenMemory.value ?? (model.value?.inspectable ? "shown" : "all"));

/** The turns that go along with the last of `turns`, it among them. */
export function sent(turns: Turn[], how: Memory = memory.value): Turn[] {
  const whole = turns.filter((turn) => turn.error === undefined);
  if (how === "all") return whole;
  const shown = how === "shown" ? whole.findLastIndex(shows) : -1;
  return shown < 0 ? whole.slice(-1) : whole.slice(shown);
}

function shows(turn: Turn): boolean {
  return turn.role === "user" && turn.parts.some((part) => part.kind === "file");
}
