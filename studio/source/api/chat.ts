/** `/v1/chat/completions`: a conversation as JSON, and its answer as parts that grow while they come. */

import type { Counts, Ledger, Modality, Output, Part, Turn } from "../kept/turns";
import { kindOfFile } from "../kept/turns";
import { wav } from "../sound/samples";
import { base64Of, blobOf, bytesOf, dataUrlOf } from "./base64";
import { events, post } from "./http";

export interface Question {
  model: string;
  turns: Turn[];
  /** In order; of none, the model chooses. */
  outputs: Output[];
  seed?: number;
  temperature?: number;
}

export interface Usage {
  prompt_tokens_details: Record<string, number>;
  completion_tokens_details: Record<string, number>;
}

export interface Account {
  usage?: Usage;
  sensorium?: {
    settings: { seed?: number; outputs?: Output[] }[];
    confidence: (number | null)[];
    notes: string[];
  };
}

interface Media {
  image_url?: { url: string };
  video_url?: { url: string };
}

interface Delta {
  content?: string;
  audio?: { data?: string; transcript?: string };
  partial_images?: (Media & { modality: "image" | "video"; done: number; total: number })[];
  images?: Media[];
  videos?: Media[];
  scores?: { abc: string }[];
  sounds?: { data: string }[];
  part_done?: string;
}

interface Chunk extends Account {
  model: string;
  choices: { delta: Delta }[];
}

const PARTIAL_PICTURES = 3;

/** The body of a request; inspections take the same. */
export async function bodyOf(question: Question): Promise<Record<string, unknown>> {
  return {
    model: question.model,
    messages: await Promise.all(question.turns.map(messageOf)),
    modalities: question.outputs,
    seed: question.seed,
    temperature: question.temperature,
  };
}

/** Ask, and tell the turn that answers each time it has grown. Sound is heard as it comes. */
export async function answer(
  question: Question,
  signal: AbortSignal,
  grown: (turn: Turn) => void,
  heard: (samples: Int16Array) => void = () => undefined,
): Promise<Turn> {
  const body = {
    ...(await bodyOf(question)),
    stream: true,
    stream_options: { include_usage: true },
    partial_images: mayBeSeen(question.outputs) ? PARTIAL_PICTURES : undefined,
    audio: { voice: "alloy", format: "pcm16" },
  };
  const began = performance.now();
  const reader = new TurnReader(question.outputs, heard);
  for await (const chunk of events<Chunk>(await post("v1/chat/completions", body, signal))) {
    reader.take(chunk);
    reader.turn.seconds = (performance.now() - began) / 1000;
    grown(reader.turn);
  }
  return reader.turn;
}

/** Whether a picture or a clip may come: of nothing named, the model chooses. */
function mayBeSeen(outputs: Output[]): boolean {
  return !outputs.length || outputs.some((one) => one === "image" || one === "video");
}

/** Tokens by modality, of what was read and of what was written. */
export function ledgerOf(usage: Usage): Ledger {
  return { read: counts(usage.prompt_tokens_details), wrote: counts(usage.completion_tokens_details) };
}

function counts(details: Record<string, number>): Counts {
  const told: Counts = {};
  for (const [name, count] of Object.entries(details)) {
    const modality = name.replace("_tokens", "");
    if (count > 0 && modality !== "cached" && modality !== "reasoning") told[modality as Modality] = count;
  }
  return told;
}

/** Turns deltas into the parts of one turn. */
class TurnReader {
  readonly turn: Turn;
  private open: Part["kind"] | null = null;
  private pieces: Int16Array[] = [];

  constructor(
    outputs: Output[],
    private readonly heard: (samples: Int16Array) => void,
  ) {
    this.turn = { role: "assistant", parts: [], outputs };
  }

  take(chunk: Chunk): void {
    this.turn.model = chunk.model;
    for (const { delta } of chunk.choices) this.delta(delta);
    if (chunk.usage) this.turn.ledger = ledgerOf(chunk.usage);
    if (chunk.sensorium) {
      const { settings, confidence, notes } = chunk.sensorium;
      Object.assign(this.turn, { seed: settings[0]?.seed, confidence: confidence[0], notes });
    }
  }

  private delta(delta: Delta): void {
    if (delta.content) this.write(delta.content);
    if (delta.part_done) this.open = null;
    if (delta.audio) this.speak(delta.audio.data, delta.audio.transcript);
    for (const one of delta.partial_images ?? []) {
      this.put({ kind: one.modality, blob: blobOf(one.image_url!.url), progress: one.done / one.total }, false);
    }
    for (const one of delta.images ?? []) this.put({ kind: "image", blob: blobOf(one.image_url!.url) });
    for (const one of delta.videos ?? []) this.put({ kind: "video", blob: blobOf(one.video_url!.url) });
    for (const one of delta.scores ?? []) this.put({ kind: "music", abc: one.abc });
    for (const one of delta.sounds ?? []) this.put({ kind: "sound", blob: wav([samplesOf(one.data)]) });
  }

  private write(words: string): void {
    const last = this.turn.parts.at(-1);
    const text = this.open === "text" && last?.kind === "text" ? last.text + words : words;
    this.put({ kind: "text", text }, false);
  }

  /** Samples as they come; a transcript, empty or not, ends a piece of speech. */
  private speak(data: string | undefined, transcript: string | undefined): void {
    if (data) {
      this.pieces.push(samplesOf(data));
      this.heard(this.pieces.at(-1)!);
    }
    const ended = transcript !== undefined;
    const blob = wav(this.pieces);
    this.put({ kind: "speech", blob, words: transcript ?? "", progress: ended ? undefined : 0.5 }, ended);
    if (ended) this.pieces = [];
  }

  /** The newest state of the part that is being made. */
  private put(part: Part, whole = true): void {
    const parts = [...this.turn.parts];
    if (this.open === part.kind) parts.pop();
    this.turn.parts = [...parts, part];
    this.open = whole ? null : part.kind;
  }
}

function samplesOf(base64: string): Int16Array {
  const bytes = bytesOf(base64);
  return new Int16Array(bytes.buffer, 0, bytes.byteLength >> 1);
}

async function messageOf(turn: Turn): Promise<Record<string, unknown>> {
  return { role: turn.role, content: (await Promise.all(turn.parts.map(partOf))).filter(Boolean) };
}

async function partOf(part: Part): Promise<Record<string, unknown> | null> {
  switch (part.kind) {
    case "text":
      return { type: "text", text: part.text };
    case "music":
      return file(new Blob([part.abc], { type: "text/vnd.abc" }), "tune.abc");
    case "image":
      return { type: "image_url", image_url: { url: await dataUrlOf(part.blob) } };
    case "video":
      return { type: "video_url", video_url: { url: await dataUrlOf(part.blob) } };
    case "speech": // said again in words, which cost less than its sound
      return { type: "text", text: part.words };
    case "sound":
      return sound(part.blob);
    case "file":
      return given(part.blob, part.name);
  }
}

async function given(blob: Blob, name: string): Promise<Record<string, unknown>> {
  switch (kindOfFile(blob)) {
    case "image":
      return { type: "image_url", image_url: { url: await dataUrlOf(blob) } };
    case "audio":
      return sound(blob);
    case "video":
      return { type: "video_url", video_url: { url: await dataUrlOf(blob) } };
    case "document":
      return file(blob, name);
  }
}

async function sound(blob: Blob): Promise<Record<string, unknown>> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { type: "input_audio", input_audio: { data: base64Of(bytes), format: "wav" } };
}

async function file(blob: Blob, filename: string): Promise<Record<string, unknown>> {
  return { type: "file", file: { file_data: await dataUrlOf(blob), filename } };
}
