/** What is said and made, as values: parts, turns, conversations, things in the library. */

export const OUTPUTS = ["text", "image", "speech", "sound", "music", "video"] as const;
export type Output = (typeof OUTPUTS)[number];
export type Modality = Output | "audio" | "document";

/** Tokens by modality. */
export type Counts = Partial<Record<Modality, number>>;

export interface Ledger {
  read: Counts;
  wrote: Counts;
}

export type Part =
  | { kind: "text"; text: string }
  | { kind: "file"; name: string; blob: Blob }
  | { kind: "image"; blob: Blob; progress?: number }
  | { kind: "video"; blob: Blob; progress?: number }
  | { kind: "speech"; blob: Blob; words: string; progress?: number }
  | { kind: "sound"; blob: Blob }
  | { kind: "music"; abc: string };

/** How much of a conversation goes along with a question. */
export type Memory = "all" | "shown" | "none";

export interface Turn {
  role: "user" | "assistant";
  parts: Part[];
  /** The rest is of the model's turns. `outputs`: what was to come, in order; of none, what the model chose. */
  outputs?: Output[];
  memory?: Memory;
  model?: string;
  seed?: number;
  ledger?: Ledger;
  confidence?: number | null;
  seconds?: number;
  notes?: string[];
  error?: string;
  errorCode?: string;
}

export interface Conversation {
  id: string;
  title: string;
  changed: number;
  turns: Turn[];
}

export type MadePart = Exclude<Part, { kind: "text" } | { kind: "file" }>;

/** Something that was made, with what it takes to make it again. */
export interface Made {
  id: string;
  created: number;
  prompt: string;
  model: string;
  seed?: number;
  part: MadePart;
}

export function newId(): string {
  return crypto.randomUUID();
}

export function isMade(part: Part): part is MadePart {
  return part.kind !== "text" && part.kind !== "file";
}

/** What somebody asks: files, then words. */
export function question(words: string, files: File[]): Turn {
  const shown = files.map((file) => ({ kind: "file" as const, name: file.name, blob: file as Blob }));
  return { role: "user", parts: words ? [...shown, { kind: "text", text: words }] : shown };
}

/** The words of a turn. */
export function textOf(turn: Turn): string {
  return turn.parts
    .map((part) => (part.kind === "text" ? part.text : part.kind === "speech" ? part.words : ""))
    .filter(Boolean)
    .join("\n\n");
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export const NAMES: Record<Modality, string> = {
  text: "words",
  image: "picture",
  audio: "sound heard",
  video: "clip",
  speech: "speech",
  sound: "sound",
  music: "music",
  document: "document",
};

/** What kind of thing a file is, by its type. */
export function kindOfFile(blob: Blob): "image" | "audio" | "video" | "document" {
  const kind = blob.type.split("/")[0];
  return kind === "image" || kind === "audio" || kind === "video" ? kind : "document";
}

const EXTENSIONS: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "audio/wav": "wav",
  "audio/mpeg": "mp3",
  "video/mp4": "mp4",
};

/** A name to save something under. */
export function fileName(part: MadePart, prompt: string): string {
  const stem =
    prompt
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 40) || part.kind;
  return `${stem}.${part.kind === "music" ? "abc" : (EXTENSIONS[part.blob.type] ?? "bin")}`;
}
