/** Talking aloud, with a camera if one likes; the model can be interrupted. */

import { useEffect, useRef } from "preact/hooks";
import { Button, IconButton } from "../parts/Button";
import { Empty, Failure } from "../parts/Notice";
import { Head } from "../parts/Shell";
import { model } from "../state/crew";
import { useCall, type Call, type Caption } from "./call";

const STATES: Record<Call["state"], string> = {
  idle: "Not connected",
  joining: "Connecting…",
  listening: "Listening",
  hearing: "I hear you",
  thinking: "Thinking…",
  speaking: "Speaking",
};

export function Live() {
  const call = useCall();
  const live = call.state !== "idle";
  return (
    <section class="view live">
      <Head title="Live" />
      <div class="stage-above">
        <div class={`scene ${call.camera ? "with-camera" : ""}`} data-state={call.state}>
          <Camera stream={call.camera} />
          <Orb level={call.level} />
          <p class="state" role="status">
            {STATES[call.state]}
          </p>
        </div>
      </div>
      <div class="scroll">
        <div class="column">
          {call.failure !== null && <Failure error={call.failure} />}
          <Captions captions={call.captions} live={live} />
        </div>
      </div>
      <div class="dock">
        <div class="controls">
          {live ? (
            <>
              <IconButton
                icon="mic"
                label={call.muted ? "Let it hear you" : "Mute the microphone"}
                pressed={!call.muted}
                onPress={call.mute}
              />
              <Button icon="close" class="danger" onPress={call.leave}>
                End
              </Button>
              <IconButton
                icon="camera"
                label={call.camera ? "Switch the camera off" : "Show what the camera sees"}
                pressed={call.camera !== null}
                onPress={() => void call.look()}
              />
            </>
          ) : (
            <Button icon="live" class="primary" disabled={!model.value} onPress={() => void call.join()}>
              Begin
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** How loud it is, as a shape that breathes. */
function Orb({ level }: { level: number }) {
  return (
    <div class="orb" aria-hidden="true" style={{ "--level": level.toFixed(3) }}>
      {["text", "image", "speech", "music", "video"].map((modality) => (
        <span key={modality} class={`of-${modality}`} />
      ))}
    </div>
  );
}

function Camera({ stream }: { stream: MediaStream | null }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return stream && <video ref={video} class="camera" autoPlay muted playsInline aria-label="What the camera sees" />;
}

function Captions({ captions, live }: { captions: Caption[]; live: boolean }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: "end" }), [captions]);
  if (!captions.length) {
    return live ? (
      <p class="hint centred">Say something; the words appear here.</p>
    ) : (
      <Empty title="Talk aloud.">
        <p>
          Ask by voice, show things to the camera, and interrupt whenever you like. Captions appear as you speak.
          Nothing is recorded.
        </p>
      </Empty>
    );
  }
  return (
    <div class="captions" role="log" aria-label="Captions">
      {captions.map((one) => (
        <p key={one.item} class={`caption-line ${one.who}`} data-whole={one.whole}>
          <span class="unseen">{one.who === "user" ? "You: " : "Sensorium: "}</span>
          {one.words || "…"}
        </p>
      ))}
      <div ref={end} />
    </div>
  );
}
