/** The state of a live conversation: microphone, camera and loudspeaker around one session. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Session, type Listener } from "../api/realtime";
import { allowed, listen, switchOff, type Microphone } from "../sound/microphone";
import { peaks } from "../sound/samples";
import { Speaker } from "../sound/speaker";
import { model } from "../state/crew";

export type CallState = "idle" | "joining" | "listening" | "hearing" | "thinking" | "speaking";

export interface Caption {
  item: string;
  who: "user" | "assistant";
  words: string;
  whole: boolean;
}

export interface Call {
  state: CallState;
  level: number;
  muted: boolean;
  camera: MediaStream | null;
  captions: Caption[];
  failure: unknown;
  join(): Promise<void>;
  leave(): void;
  mute(): void;
  look(): Promise<void>;
}

const FRAME_PX = 256; // of the longer side of a picture that is shown to the model
const CAMERA: MediaTrackConstraints = { width: { ideal: 640 }, facingMode: "environment" };
const PLAYED_MS = 120; // between looks at whether the answer has been heard

interface Line {
  session: Session | null;
  microphone: Microphone | null;
  camera: MediaStream | null;
  speaker: Speaker;
  speakingItem: string;
  muted: boolean;
  leaving: AbortController; // aborted when this call is over
}

export function useCall(): Call {
  const [state, setState] = useState<CallState>("idle");
  const [level, setLevel] = useState(0);
  const [muted, setMuted] = useState(false);
  const [camera, setCamera] = useState<MediaStream | null>(null);
  const [captions, setCaptions] = useState<Caption[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const line = useRef<Line>({
    session: null,
    microphone: null,
    camera: null,
    speaker: new Speaker(),
    speakingItem: "",
    muted: false,
    leaving: new AbortController(),
  }).current;

  useEffect(() => hangUp, []);
  useEffect(() => {
    if (state !== "speaking") return;
    const timer = setInterval(() => line.speaker.speaking || setState("listening"), PLAYED_MS);
    return () => clearInterval(timer);
  }, [state]);

  function hangUp() {
    line.leaving.abort();
    line.session?.close();
    line.microphone?.stop();
    line.speaker.close();
    switchOff(line.camera);
    Object.assign(line, { session: null, microphone: null, camera: null, speaker: new Speaker() });
    setCamera(null);
    setLevel(0);
    setState("idle");
  }

  function hear(samples: Int16Array, loudness: number) {
    setLevel(line.muted ? 0 : loudness);
    if (!line.muted) line.session?.hear(samples);
  }

  /** Somebody begins to speak: the model is silent, and is shown what the camera sees at this moment. */
  async function speechStarted() {
    setState("hearing");
    if (line.speaker.speaking) {
      line.session?.interrupt(line.speakingItem, line.speaker.heardMs);
      line.speaker.stop();
    }
    const picture = line.camera && (await frameOf(line.camera));
    if (picture) await line.session?.see(picture);
  }

  function caption(who: Caption["who"], item: string, words: string, whole: boolean) {
    setCaptions((before) => {
      const told = { item, who, words, whole };
      const known = before.findIndex((one) => one.item === item);
      return known < 0 ? [...before, told] : before.with(known, told);
    });
  }

  function play(item: string, samples: Int16Array) {
    line.speakingItem = item;
    line.speaker.push(samples);
    setLevel(peaks(samples, 1, 0x8000)[0]!);
    setState("speaking");
  }

  return {
    state,
    level,
    muted,
    camera,
    captions,
    failure,
    leave: hangUp,
    async join() {
      setFailure(null);
      setCaptions([]);
      setState("joining");
      const { id, outputs } = model.value!;
      const { signal } = (line.leaving = new AbortController());
      const listener: Listener = {
        ready: () => setState("listening"),
        speechStarted: () => void speechStarted(),
        speechStopped: () => setState("thinking"),
        caption,
        samples: play,
        answered: () => line.speaker.speaking || setState("listening"),
        failed: (message) => setFailure(new Error(message)),
        ended: () => signal.aborted || hangUp(),
      };
      try {
        line.microphone = await listen(hear, signal);
        line.session = await Session.open({ model: id, spoken: outputs.includes("speech") }, listener, signal);
      } catch (error) {
        if (signal.aborted) return;
        setFailure(error);
        hangUp();
      }
    },
    mute() {
      line.muted = !line.muted;
      setMuted(line.muted);
    },
    async look() {
      const { signal } = line.leaving;
      try {
        const seen = line.camera ? null : await allowed({ video: CAMERA }, signal);
        switchOff(line.camera); // also one that a second press has brought meanwhile
        line.camera = seen;
        if (seen) setFailure(null);
      } catch (error) {
        if (signal.aborted) return;
        setFailure(error);
      }
      setCamera(line.camera);
    },
  };
}

/** What a camera sees now, as a small JPEG. */
async function frameOf(camera: MediaStream): Promise<Blob | null> {
  const video = document.createElement("video");
  video.srcObject = camera;
  video.muted = true;
  await video.play();
  const scale = FRAME_PX / Math.max(video.videoWidth, video.videoHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")!.drawImage(video, 0, 0, canvas.width, canvas.height);
  video.srcObject = null;
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
}
