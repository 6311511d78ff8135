/** What the microphone hears, as samples at the rate of the API. */

import { address } from "../api/http";
import { RATE_HZ, integers, peaks, resampled } from "./samples";

const PIECE_S = 0.1; // as the worklet hands them on

export interface Microphone {
  stop(): void;
}

const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/**
 * Listen until stopped: samples as they come, with how loud they are (0 … 1). Throws where it is not allowed, and where
 * nobody wants it any more; then nothing stays on.
 */
export async function listen(
  heard: (samples: Int16Array, level: number) => void,
  signal: AbortSignal,
): Promise<Microphone> {
  const stream = await allowed({ audio: AUDIO }, signal);
  const context = new AudioContext();
  try {
    await context.audioWorklet.addModule(address("studio/microphone.js").href);
    signal.throwIfAborted();
  } catch (error) {
    switchOff(stream);
    void context.close();
    throw error;
  }
  const source = context.createMediaStreamSource(stream);
  const listening = new AudioWorkletNode(context, "listening", { numberOfOutputs: 0 });
  listening.port.onmessage = ({ data }: MessageEvent<Float32Array>) =>
    heard(integers(resampled(data, RATE_HZ * PIECE_S)), peaks(data, 1)[0]!);
  source.connect(listening);
  return {
    stop() {
      listening.port.onmessage = null;
      switchOff(stream);
      void context.close();
    },
  };
}

/**
 * A stream of a microphone or camera. Throws an error in words for people; and the signal's where nobody wants the
 * stream any more by the time it is allowed, then switched off.
 */
export async function allowed(wanted: MediaStreamConstraints, signal: AbortSignal): Promise<MediaStream> {
  const stream = await asked(wanted);
  if (signal.aborted) switchOff(stream);
  signal.throwIfAborted();
  return stream;
}

/** Let go of a microphone or camera. */
export function switchOff(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

async function asked(wanted: MediaStreamConstraints): Promise<MediaStream> {
  const what = wanted.video ? "camera" : "microphone";
  if (!navigator.mediaDevices) {
    throw new Error(`The ${what} can be used only on this machine or over https.`);
  }
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "NotFoundError") throw new Error(`There is no ${what} here.`);
    throw new Error(`The ${what} is not allowed. Allow it for this page in the browser, then try again.`);
  }
}
