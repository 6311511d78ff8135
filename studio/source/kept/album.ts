/** A conversation, or all of them with the library, as one file: a page that anybody can open and read without scripts,
 * and that the studio takes back. */

import { blobOf, dataUrlOf } from "../api/base64";
import { NAMES, fileName, isMade, type Conversation, type Made, type Part, type Turn } from "./turns";

export interface Album {
  conversations: Conversation[];
  made: Made[];
}

const BEGIN = '<script type="application/json" id="sensorium-album">';
const END = "</script>";
const FORM = 1;
const STYLE = `
body{margin:0 auto;max-width:44rem;padding:2rem 1.25rem 4rem;font:1rem/1.55 system-ui,sans-serif;color-scheme:light dark;
background:light-dark(#faf9f6,#131317);color:light-dark(#1d1c1a,#ecebe6)}
h1,h2{font-family:ui-serif,Georgia,serif;font-weight:600}h2{margin-top:3rem}
.user{background:light-dark(#f0ede6,#24242c);border-radius:1rem;padding:.75rem 1rem;margin:1.5rem 0 1rem 15%}
img,video{max-width:20rem;width:100%;border-radius:.5rem;display:block;margin:.5rem 0}audio{width:100%}
pre{overflow-x:auto;white-space:pre-wrap}small{color:light-dark(#6c6860,#a09c93)}`;

/** The file. */
export async function pack(album: Album, title: string): Promise<Blob> {
  const json = JSON.stringify({ form: FORM, ...((await packed(album)) as object) }).replaceAll("<", "\\u003c");
  const body = await Promise.all([
    ...album.conversations.map(conversationHtml),
    ...(album.made.length ? [libraryHtml(album.made)] : []),
  ]);
  const policy = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'";
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>${body.join("")}
${BEGIN}${json}${END}
</body></html>
`;
  return new Blob([html], { type: "text/html" });
}

/** What is in a file that `pack` made. Throws for any other. */
export async function unpack(file: Blob): Promise<Album> {
  const text = await file.text();
  const start = text.indexOf(BEGIN);
  if (start < 0) throw new Error("This file holds nothing of a studio: choose one that Export made.");
  const json = text.slice(start + BEGIN.length, text.indexOf(END, start));
  const { form, ...album } = JSON.parse(json) as { form: number } & Album;
  if (form !== FORM) throw new Error("This file was made by a newer studio.");
  return unpacked(album) as Album;
}

/** Values with blobs as values with data URLs. */
async function packed(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return { dataUrl: await dataUrlOf(value) };
  if (Array.isArray(value)) return Promise.all(value.map(packed));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(async ([name, one]) => [name, await packed(one)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (value === null || typeof value !== "object") return value;
  if ("dataUrl" in value && typeof value.dataUrl === "string") return blobOf(value.dataUrl);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unpacked(one)]));
}

async function conversationHtml(conversation: Conversation): Promise<string> {
  const turns = await Promise.all(conversation.turns.map(turnHtml));
  return `<section><h2>${escaped(conversation.title)}</h2>${turns.join("")}</section>`;
}

async function turnHtml(turn: Turn): Promise<string> {
  const parts = await Promise.all(turn.parts.map((part) => partHtml(part, "")));
  const told = [turn.model, turn.seed === undefined ? "" : `seed ${turn.seed}`, turn.error];
  const about = turn.role === "assistant" ? `<small>${escaped(told.filter(Boolean).join(" · "))}</small>` : "";
  return `<div class="${turn.role}">${parts.join("")}${about}</div>`;
}

async function libraryHtml(made: Made[]): Promise<string> {
  const items = await Promise.all(
    made.map(async (one) => {
      const about = `${escaped(one.prompt)} <small>${escaped(one.model)}</small>`;
      return `<figure>${await partHtml(one.part, one.prompt)}<figcaption>${about}</figcaption></figure>`;
    }),
  );
  return `<section><h2>Library</h2>${items.join("")}</section>`;
}

async function partHtml(part: Part, prompt: string): Promise<string> {
  if (part.kind === "text") return `<p>${escaped(part.text)}</p>`;
  if (part.kind === "music") return `<pre>${escaped(part.abc)}</pre>`;
  const address = await dataUrlOf(part.blob);
  const name = isMade(part) ? fileName(part, prompt) : part.name;
  const kind = part.blob.type.split("/")[0];
  if (kind === "image") return `<img src="${address}" alt="${escaped(prompt || NAMES.image)}">`;
  if (kind === "video") return `<video controls loop src="${address}"></video>`;
  if (kind === "audio") return `<audio controls src="${address}"></audio>${wordsOf(part)}`;
  return `<p><small>${escaped(name)}</small></p>`;
}

function wordsOf(part: Part): string {
  return part.kind === "speech" ? `<p>${escaped(part.words)}</p>` : "";
}

function escaped(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (one) => names[one]!);
}
