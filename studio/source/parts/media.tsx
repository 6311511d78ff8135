/** Pictures, clips, sounds and scores as somebody sees and hears them. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { score } from "../api/making";
import type { MadePart } from "../kept/turns";
import { peaks } from "../sound/samples";
import { IconButton } from "./Button";
import { Failure, Progress } from "./Notice";

const BARS = 96; // of the picture of a sound
const READ_MS = 5_000; // within which a picture that was replaced has been read

/** An address for a blob, as long as it is shown. */
export function useAddress(blob: Blob | null): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!blob) return setAddress(undefined);
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => setTimeout(() => URL.revokeObjectURL(made), READ_MS);
  }, [blob]);
  return address;
}

export function Picture({ blob, alt, progress }: { blob: Blob; alt: string; progress?: number }) {
  const address = useAddress(blob);
  return (
    <figure class="picture" aria-busy={progress !== undefined}>
      {address && <img class="pixels" src={address} alt={alt} />}
      {progress !== undefined && <progress aria-label="drawn so far" value={progress} max={1} />}
    </figure>
  );
}

export function Clip({ blob, label }: { blob: Blob; label: string }) {
  const address = useAddress(blob);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <figure class="picture">
      {address && <video src={address} controls loop muted autoPlay={!still} playsInline aria-label={label} />}
    </figure>
  );
}

/** A sound with its shape, which is also how to move in it. */
export function Player({ blob, label, children }: { blob: Blob; label: string; children?: ComponentChildren }) {
  const address = useAddress(blob);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [time, setTime] = useState(0);
  const shape = useShape(blob);
  const share = shape.seconds ? time / shape.seconds : 0;
  useFollowed(audio, playing, setTime);

  function toggle() {
    const one = audio.current!;
    if (one.paused) void one.play();
    else one.pause();
  }

  return (
    <div class="player">
      <audio
        ref={audio}
        src={address}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setTime(0)}
      />
      <IconButton
        icon={playing ? "pause" : "play"}
        label={`${playing ? "Pause" : "Play"} ${label}`}
        class="filled"
        onPress={toggle}
      />
      <div class="wave">
        <Wave bars={shape.bars} share={share} />
        <input
          type="range"
          aria-label={`Place in ${label}`}
          min={0}
          max={shape.seconds || 1}
          step={0.01}
          value={time}
          onInput={(event) => {
            audio.current!.currentTime = Number(event.currentTarget.value);
            setTime(audio.current!.currentTime);
          }}
        />
      </div>
      <span class="clock">{clock(playing || time ? time : shape.seconds)}</span>
      {children}
    </div>
  );
}

/** Bars of loudness; those before `share` are marked. */
export function Wave({ bars, share = 0 }: { bars: number[]; share?: number }) {
  return (
    <svg class="bars" viewBox={`0 0 ${bars.length * 3} 32`} preserveAspectRatio="none" aria-hidden="true">
      {bars.map((bar, index) => {
        const height = Math.max(1.5, bar * 30);
        const heard = index / bars.length < share;
        return (
          <rect
            key={index}
            class={heard ? "heard" : ""}
            x={index * 3}
            y={16 - height / 2}
            width={1.8}
            height={height}
          />
        );
      })}
    </svg>
  );
}

interface Shape {
  bars: number[];
  seconds: number;
}

/** The shape of a sound, once it has been decoded. */
export function useShape(blob: Blob, count = BARS): Shape {
  const [shape, setShape] = useState<Shape>({ bars: Array.from({ length: count }, () => 0), seconds: 0 });
  useEffect(() => {
    let wanted = true;
    const decoder = new OfflineAudioContext(1, 1, 24_000);
    blob
      .arrayBuffer()
      .then((data) => decoder.decodeAudioData(data))
      .then((sound) => {
        if (!wanted) return;
        const bars = peaks(sound.getChannelData(0), count);
        const loudest = Math.max(0.05, ...bars);
        setShape({ bars: bars.map((bar) => bar / loudest), seconds: sound.duration });
      })
      .catch(() => undefined); // the player itself says when a sound cannot be played
    return () => {
      wanted = false;
    };
  }, [blob, count]);
  return shape;
}

function useFollowed(audio: { current: HTMLAudioElement | null }, playing: boolean, told: (time: number) => void) {
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const follow = () => {
      told(audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [playing]);
}

/** A tune as notes on paper and as it is played; both are made by the server from its text. */
export function Score({ abc, label }: { abc: string; label: string }) {
  const [notes, setNotes] = useState<Blob | null>(null);
  const [sound, setSound] = useState<Blob | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    const leaving = new AbortController();
    setNotes(null);
    setSound(null);
    setFailure(null);
    const failed = (error: unknown) => leaving.signal.aborted || setFailure(error);
    score(abc, "svg", leaving.signal).then(setNotes, failed);
    score(abc, "wav", leaving.signal).then(setSound, failed);
    return () => leaving.abort();
  }, [abc]);
  const paper = useAddress(notes);
  return (
    <div class="score">
      {failure !== null && <Failure error={failure} />}
      {!notes && failure === null && <Progress label="Engraving the notes" />}
      {paper && (
        <div class="paper" role="region" aria-label={`Score of ${label}`} tabIndex={0}>
          <img src={paper} alt={`Score of ${label}`} />
        </div>
      )}
      {sound && <Player blob={sound} label={label} />}
      <details>
        <summary>ABC notation</summary>
        <pre tabIndex={0}>{abc}</pre>
      </details>
    </div>
  );
}

/** Whatever was made. `label` names it to those who do not see it. */
export function MadeView({ part, label }: { part: MadePart; label: string }) {
  switch (part.kind) {
    case "image":
      return <Picture blob={part.blob} alt={label} progress={part.progress} />;
    case "video":
      return part.progress === undefined ? (
        <Clip blob={part.blob} label={label} />
      ) : (
        <Picture blob={part.blob} alt={label} progress={part.progress} />
      );
    case "speech":
    case "sound":
      return <Player blob={part.blob} label={label} />;
    case "music":
      return <Score abc={part.abc} label={label} />;
  }
}

export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
