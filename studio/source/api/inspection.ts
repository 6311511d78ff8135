/** `/v1/inspections`: an exchange asked again, with every position of it. */

import type { Output } from "../kept/turns";
import type { Question, Usage } from "./chat";
import { bodyOf } from "./chat";
import { get, post } from "./http";

export type Box = [left: number, top: number, right: number, bottom: number];

export interface Source {
  message: number;
  part: number;
  page?: number;
  box?: Box;
  seconds?: [number, number];
}

export interface Position {
  kind: "mark" | "word" | "phone" | "note" | "cell" | "frame" | "feature";
  modality: Output | "audio";
  text?: string;
  codes?: number[];
  advance?: number;
  coordinates: [number, number, number];
  cues?: string[];
  source?: Source;
  state?: { stage: string; num_allowed: number };
  probabilities?: number[];
  others?: { text: string; probability: number }[];
}

export interface Block {
  name: string;
  kind: Position["kind"];
  first: number;
  count: number;
  message: number | null;
  part: number | null;
  page: number | null;
}

export interface MessageJson {
  content: string | null;
  images?: { image_url: { url: string } }[];
  videos?: { video_url: { url: string } }[];
  sounds?: { data: string }[];
  scores?: { abc: string }[];
  audio?: { data: string; transcript: string };
}

export interface Inspection {
  id: string;
  model: string;
  message: MessageJson;
  usage: Usage;
  sensorium: { settings: { seed: number }; confidence: number | null };
  outputs: Output[];
  num_prompt: number;
  num_layers: number;
  num_heads: number;
  blocks: Block[];
  positions: Position[];
}

export async function inspect(question: Question, signal: AbortSignal): Promise<Inspection> {
  return (await post("v1/inspections", await bodyOf(question), signal)).json() as Promise<Inspection>;
}

/** The shares of attention of a position; of all layers or heads the mean where none is named. */
export async function attention(
  inspection: Inspection,
  position: number,
  layer: number | null,
  head: number | null,
  signal: AbortSignal,
): Promise<number[]> {
  const asked = new URLSearchParams({ position: String(position) });
  if (layer !== null) asked.set("layer", String(layer));
  if (head !== null) asked.set("head", String(head));
  const { shares } = await get<{ shares: number[] }>(`v1/inspections/${inspection.id}/attention?${asked}`, signal);
  return shares;
}
