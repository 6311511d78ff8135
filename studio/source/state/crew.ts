/** The models that are here, which of them answers, and what that means for the views. */

import { computed, signal } from "@preact/signals";
import type { Model } from "../api/models";
import { models } from "../api/models";
import { ApiError, words } from "../api/http";
import { NAMES, type Output } from "../kept/turns";
import { chosenModel } from "./session";
import type { View } from "./route";

export type Crew =
  { state: "loading" } | { state: "ready"; models: Model[] } | { state: "failed"; message: string; wantsKey: boolean };

export const crew = signal<Crew>({ state: "loading" });

/** The model that answers; null while none is known. */
export const model = computed<Model | null>(() => {
  if (crew.value.state !== "ready") return null;
  const { models } = crew.value;
  return models.find((one) => one.id === chosenModel.value) ?? models[0] ?? null;
});

export async function meet(): Promise<void> {
  crew.value = { state: "loading" };
  try {
    crew.value = { state: "ready", models: await models() };
  } catch (error) {
    const wantsKey = error instanceof ApiError && error.wantsKey;
    crew.value = { state: "failed", message: words(error), wantsKey };
  }
}

const NEEDS: Partial<Record<View, Output[]>> = {
  draw: ["image"],
  film: ["video"],
  compose: ["music", "sound"],
  speak: ["speech", "text"],
};

/** Why a view is of no use with the model that answers; null where it is. */
export function unable(view: View): string | null {
  const one = model.value;
  if (!one) return null;
  if (view === "inside")
    return one.inspectable ? null : `${one.id} shows nothing of its inside; the built-in model does.`;
  const needs = NEEDS[view];
  if (!needs || needs.some((output) => one.outputs.includes(output))) return null;
  return `${one.id} cannot make ${needs.map((output) => NAMES[output]).join(" or ")}.`;
}
