/** The conversation that is held, and the answer that is on its way: it goes on whatever view is shown. */

import { signal } from "@preact/signals";
import { answer } from "../api/chat";
import { ApiError, stopped, words } from "../api/http";
import { keepConversation, keepMade } from "../kept/database";
import { isMade, newId, textOf, type Conversation, type Output, type Turn } from "../kept/turns";
import { Speaker } from "../sound/speaker";
import { model } from "./crew";
import { memory, sent } from "./memory";
import { newSeed } from "./session";
import { toast } from "./toast";

const LONGEST_TITLE = 60;

export const conversation = signal(begun());
/** The model's turn while it grows; null while nothing is being answered. */
export const growing = signal<Turn | null>(null);

let leaving: AbortController | null = null;

function begun(): Conversation {
  return { id: newId(), title: "", changed: Date.now(), turns: [] };
}

/** Begin a new conversation, or go on with an earlier one. */
export function hold(one: Conversation = begun()): void {
  leaving?.abort();
  leaving = null;
  growing.value = null;
  conversation.value = one;
}

/** End the answer that is on its way; what has come of it stays. */
export function stop(): void {
  leaving?.abort();
}

/** Put a question, which is the last of `turns`; `how` much of those before goes along. */
export async function ask(turns: Turn[], outputs: Output[], how = memory.value): Promise<void> {
  const stopping = (leaving = new AbortController());
  put(turns);
  const question = { model: model.value!.id, turns: sent(turns, how), outputs, seed: newSeed() };
  const speaker = new Speaker();
  let told: Turn = { role: "assistant", parts: [], outputs, memory: how };
  growing.value = told;
  try {
    const grown = (turn: Turn) => (growing.value = told = { ...turn, memory: how });
    const whole = await answer(question, stopping.signal, grown, (samples) => speaker.push(samples));
    told = { ...whole, memory: how };
    speaker.end();
  } catch (error) {
    speaker.close();
    if (leaving !== stopping) return; // another conversation is held by now
    const errorCode = error instanceof ApiError ? error.code : "failed";
    told = { ...told, error: stopped(error) ? "Stopped." : words(error), errorCode };
  }
  growing.value = null;
  put([...turns, told]);
  await keep(textOf(turns.at(-1)!), told);
}

function put(turns: Turn[]): void {
  const { id, title } = conversation.value;
  const named = title || textOf(turns[0]!).slice(0, LONGEST_TITLE) || "Files";
  conversation.value = { id, title: named, changed: Date.now(), turns };
}

/** In the history, and what was made in the library. A browser that keeps nothing does not take the answer away. */
async function keep(prompt: string, told: Turn): Promise<void> {
  const made = told.error === undefined ? told.parts.filter(isMade) : [];
  const by = { model: told.model ?? "", seed: told.seed };
  try {
    await keepConversation(conversation.value);
    for (const part of made) await keepMade({ id: newId(), created: Date.now(), prompt, part, ...by });
  } catch (error) {
    toast.value = words(error);
  }
}
