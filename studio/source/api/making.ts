/** Pictures, clips, tunes and speech, each by the route of the API that is made for it. */

import { wav } from "../sound/samples";
import { bytesOf } from "./base64";
import { events, get, post, request } from "./http";

export interface Drawing {
  model: string;
  prompt: string;
  seed: number;
  guidance: number;
}

interface PictureEvent {
  type: "image_generation.partial_image" | "image_generation.completed";
  b64_json: string;
  partial_image_index?: number;
  usage?: { input_tokens: number; output_tokens: number };
}

const PARTIAL_PICTURES = 3;
const POLL_MS = 700;

/** Draw: `sharpened` is called with each picture on the way, and the share of it that is there. */
export async function draw(
  drawing: Drawing,
  signal: AbortSignal,
  sharpened: (picture: Blob, share: number) => void,
): Promise<Blob> {
  const body = { ...drawing, stream: true, partial_images: PARTIAL_PICTURES };
  const response = await post("v1/images/generations", body, signal);
  for await (const event of events<PictureEvent>(response)) {
    const picture = new Blob([bytesOf(event.b64_json)], { type: "image/png" });
    if (event.type === "image_generation.completed") return picture;
    sharpened(picture, ((event.partial_image_index ?? 0) + 1) / (PARTIAL_PICTURES + 1));
  }
  throw new Error("The picture was not finished.");
}

export interface Filming {
  model: string;
  prompt: string;
  seed: number;
  first: Blob | null;
}

interface Job {
  id: string;
  status: "queued" | "in_progress" | "completed" | "failed";
  progress: number;
  error: { message: string } | null;
}

/** Film: a job that is looked after until it is done; stopping it ends it on the server as well. */
export async function film(filming: Filming, signal: AbortSignal, told: (job: Job) => void): Promise<Blob> {
  const form = new FormData();
  form.set("model", filming.model);
  form.set("prompt", filming.prompt);
  form.set("seed", String(filming.seed));
  if (filming.first) form.set("input_reference", filming.first, "first.png");
  let job = (await (await request("v1/videos", { method: "POST", body: form, signal })).json()) as Job;
  try {
    while (job.status === "queued" || job.status === "in_progress") {
      told(job);
      await pause(POLL_MS, signal);
      job = await get<Job>(`v1/videos/${job.id}`, signal);
    }
    if (job.status === "failed") throw new Error(job.error?.message ?? "The clip was not finished.");
    return await (await request(`v1/videos/${job.id}/content`, { signal })).blob();
  } finally {
    request(`v1/videos/${job.id}`, { method: "DELETE" }).catch(() => undefined); // it is kept here from now on
  }
}

export interface Composing {
  model: string;
  prompt: string;
  seed: number;
}

/** Compose: the tune in ABC notation. */
export async function compose(composing: Composing, signal: AbortSignal): Promise<string> {
  return (await post("v1/audio/generations", { ...composing, response_format: "abc" }, signal)).text();
}

/** A sound of the world. */
export async function makeSound(composing: Composing, signal: AbortSignal): Promise<Blob> {
  const body = { ...composing, kind: "sound", response_format: "wav" };
  return (await post("v1/audio/generations", body, signal)).blob();
}

/** A tune as notes on paper (`svg`), as it is played (`wav`), or as a file for other programs (`mid`). */
export async function score(abc: string, form: "svg" | "wav" | "mid", signal?: AbortSignal): Promise<Blob> {
  return (await post("v1/audio/scores", { abc, response_format: form }, signal)).blob();
}

export interface Speaking {
  model: string;
  input: string;
  seed: number;
}

/** Say words: samples as they come, and the whole as a file. */
export async function speak(
  speaking: Speaking,
  signal: AbortSignal,
  heard: (samples: Int16Array) => void,
): Promise<Blob> {
  const body = { ...speaking, voice: "alloy", response_format: "pcm", stream_format: "sse" };
  const pieces: Int16Array[] = [];
  const response = await post("v1/audio/speech", body, signal);
  for await (const event of events<{ type: string; audio?: string }>(response)) {
    if (!event.audio) continue;
    const bytes = bytesOf(event.audio);
    pieces.push(new Int16Array(bytes.buffer, 0, bytes.byteLength >> 1));
    heard(pieces.at(-1)!);
  }
  return wav(pieces);
}

/** The words of a recording, as they are understood. */
export async function transcribe(
  model: string,
  recording: Blob,
  signal: AbortSignal,
  grown: (words: string) => void,
): Promise<string> {
  const form = new FormData();
  form.set("model", model);
  form.set("file", recording, "recording.wav");
  form.set("stream", "true");
  let words = "";
  const response = await request("v1/audio/transcriptions", { method: "POST", body: form, signal });
  for await (const event of events<{ delta?: string; text?: string }>(response)) {
    words = event.text ?? words + (event.delta ?? "");
    grown(words);
  }
  return words;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("stopped", "AbortError"));
    });
  });
}
