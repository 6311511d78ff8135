/** The pictures and sounds that the positions of an exchange are about: those that were given, and those made. */

import type { Block, Inspection, MessageJson } from "../../api/inspection";
import { blobOf, bytesOf } from "../../api/base64";
import { kindOfFile, type Output, type Part, type Turn } from "../../kept/turns";

export type Thing =
  | { kind: "image" | "video" | "audio"; blob: Blob }
  | { kind: "document"; name: string }
  | { kind: "words"; text: string };

/** Things by message and part, as sources name them; the last message is the reply. */
export type Material = (Thing | null)[][];

export function materialOf(turns: Turn[], inspection: Inspection): Material {
  return [...turns.map((turn) => turn.parts.map(given)), made(inspection.message, inspection.outputs)];
}

export function thingOf(material: Material, block: Pick<Block, "message" | "part">): Thing | null {
  return block.message === null || block.part === null ? null : (material[block.message]?.[block.part] ?? null);
}

function given(part: Part): Thing | null {
  switch (part.kind) {
    case "text":
      return { kind: "words", text: part.text };
    case "file":
      return file(part.blob, part.name);
    case "image":
    case "video":
      return { kind: part.kind, blob: part.blob };
    case "sound":
      return { kind: "audio", blob: part.blob };
    case "speech":
      return { kind: "words", text: part.words };
    case "music":
      return { kind: "words", text: part.abc };
  }
}

function file(blob: Blob, name: string): Thing {
  const kind = kindOfFile(blob);
  return kind === "document" ? { kind, name } : { kind, blob };
}

/** Each output takes the next of its kind: a message holds them by kind, in their order. */
function made(message: MessageJson, outputs: Output[]): (Thing | null)[] {
  const images = [...(message.images ?? [])];
  const videos = [...(message.videos ?? [])];
  const sounds = [...(message.sounds ?? [])];
  const scores = [...(message.scores ?? [])];
  return outputs.map((output): Thing | null => {
    switch (output) {
      case "text":
        return { kind: "words", text: message.content ?? "" };
      case "image": {
        const one = images.shift();
        return one ? { kind: "image", blob: blobOf(one.image_url.url) } : null;
      }
      case "video": {
        const one = videos.shift();
        return one ? { kind: "video", blob: blobOf(one.video_url.url) } : null;
      }
      case "speech":
        return message.audio ? { kind: "audio", blob: wavOf(message.audio.data) } : null;
      case "sound": {
        const one = sounds.shift();
        return one ? { kind: "audio", blob: wavOf(one.data) } : null;
      }
      case "music": {
        const one = scores.shift();
        return one ? { kind: "words", text: one.abc } : null;
      }
    }
  });
}

function wavOf(base64: string): Blob {
  return new Blob([bytesOf(base64)], { type: "audio/wav" });
}
