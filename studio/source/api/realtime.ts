/** `/v1/realtime`: a conversation aloud, over a WebSocket, in the events of the OpenAI Realtime protocol. */

import { key } from "../state/session";
import { RATE_HZ } from "../sound/samples";
import { base64Of, bytesOf, dataUrlOf } from "./base64";
import { address, post } from "./http";

/** What a session tells. `item` names a turn, so that words that come late find it. */
export interface Listener {
  ready(): void;
  speechStarted(): void;
  speechStopped(): void;
  /** Words of somebody; `whole` when no more will follow. */
  caption(who: "user" | "assistant", item: string, words: string, whole: boolean): void;
  samples(item: string, samples: Int16Array): void;
  answered(): void;
  failed(message: string): void;
  ended(): void;
}

interface ServerEvent {
  type: string;
  item_id?: string;
  delta?: string;
  transcript?: string;
  text?: string;
  error?: { message?: string };
}

export interface Wanted {
  model: string;
  spoken: boolean;
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]*$/; // what can be the name of a subprotocol

/**
 * What opens a session. Browsers cannot send headers with a WebSocket: it travels as the protocol allows, in the name of
 * a subprotocol. A key that cannot be in a name gets a client secret to stand for it.
 */
async function credential(model: string, signal: AbortSignal): Promise<string> {
  if (TOKEN.test(key.value)) return key.value;
  const answer = await post("v1/realtime/client_secrets", { session: { type: "realtime", model } }, signal);
  return ((await answer.json()) as { value: string }).value;
}

export class Session {
  private readonly socket: WebSocket;
  private readonly captions = new Map<string, string>();
  private closing = false;

  /** Begin a session. Throws where it cannot be, and where nobody wants it any more. */
  static async open(wanted: Wanted, listener: Listener, signal: AbortSignal): Promise<Session> {
    const opens = await credential(wanted.model, signal);
    signal.throwIfAborted();
    return new Session(wanted, listener, opens);
  }

  private constructor(
    private readonly wanted: Wanted,
    private readonly listener: Listener,
    opens: string,
  ) {
    const url = address("v1/realtime");
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("model", wanted.model);
    this.socket = new WebSocket(url, opens ? ["realtime", `openai-insecure-api-key.${opens}`] : ["realtime"]);
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(String(data)) as ServerEvent);
    this.socket.onclose = () => (this.closing ? listener.ended() : this.lost());
  }

  /** Samples of the microphone. */
  hear(samples: Int16Array): void {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    this.send({ type: "input_audio_buffer.append", audio: base64Of(bytes) });
  }

  /** A picture of the camera: it belongs to what is said next. */
  async see(picture: Blob): Promise<void> {
    const content = [{ type: "input_image", image_url: await dataUrlOf(picture) }];
    this.send({ type: "conversation.item.create", item: { type: "message", role: "user", content } });
  }

  /** Something typed instead of said. */
  write(words: string): void {
    const content = [{ type: "input_text", text: words }];
    this.send({ type: "conversation.item.create", item: { type: "message", role: "user", content } });
    this.send({ type: "response.create" });
  }

  /** The server has broken off its answer, since somebody speaks: it forgets what was not heard of it. */
  interrupt(item: string, heardMs: number): void {
    this.send({ type: "conversation.item.truncate", item_id: item, content_index: 0, audio_end_ms: heardMs });
  }

  close(): void {
    this.closing = true;
    this.socket.close();
  }

  private take(event: ServerEvent): void {
    const { listener } = this;
    const item = event.item_id ?? "";
    switch (event.type) {
      case "session.created":
        this.begin();
        return;
      case "session.updated":
        return listener.ready();
      case "input_audio_buffer.speech_started":
        return listener.speechStarted();
      case "input_audio_buffer.speech_stopped":
        return listener.speechStopped();
      case "conversation.item.input_audio_transcription.delta":
        return this.caption("user", item, event.delta ?? "", false);
      case "conversation.item.input_audio_transcription.completed":
        return listener.caption("user", item, event.transcript ?? "", true);
      case "response.output_audio_transcript.delta":
      case "response.output_text.delta":
        return this.caption("assistant", item, event.delta ?? "", false);
      case "response.output_audio_transcript.done":
      case "response.output_text.done":
        return listener.caption("assistant", item, event.transcript ?? event.text ?? "", true);
      case "response.output_audio.delta":
        return this.sound(item, event.delta ?? "");
      case "response.done":
        return listener.answered();
      case "error":
        return listener.failed(event.error?.message ?? "The server reports an error and gives no reason.");
    }
  }

  private begin(): void {
    const format = { type: "audio/pcm", rate: RATE_HZ };
    const session = {
      type: "realtime",
      output_modalities: [this.wanted.spoken ? "audio" : "text"],
      audio: {
        input: { format, turn_detection: { type: "server_vad" }, transcription: { model: this.wanted.model } },
        output: { format },
      },
    };
    this.send({ type: "session.update", session });
  }

  private caption(who: "user" | "assistant", item: string, delta: string, whole: boolean): void {
    const words = (this.captions.get(item) ?? "") + delta;
    this.captions.set(item, words);
    this.listener.caption(who, item, words, whole);
  }

  private sound(item: string, base64: string): void {
    const bytes = bytesOf(base64);
    this.listener.samples(item, new Int16Array(bytes.buffer, 0, bytes.byteLength >> 1));
  }

  private send(event: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(event));
  }

  private lost(): void {
    this.listener.failed("The live connection ended, or this server has none.");
    this.listener.ended();
  }
}
