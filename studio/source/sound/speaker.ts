/** Plays samples as they come, without gaps, and knows how much of them has been heard. */

import { RATE_HZ } from "./samples";

const LEAD_S = 0.06; // put between now and the first samples, so that the next arrive in time

export class Speaker {
  private context: AudioContext | null = null;
  private sources = new Set<AudioBufferSourceNode>();
  private began = 0;
  private until = 0;
  private ending = false;

  /** Play samples after those that were given before. */
  push(samples: Int16Array): void {
    if (!samples.length) return;
    const context = (this.context ??= new AudioContext({ sampleRate: RATE_HZ }));
    const buffer = context.createBuffer(1, samples.length, RATE_HZ);
    buffer.copyToChannel(
      Float32Array.from(samples, (one) => one / 0x8000),
      0,
    );
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    if (this.until < context.currentTime) this.began = this.until = context.currentTime + LEAD_S;
    source.start(this.until);
    this.until += buffer.duration;
    this.sources.add(source);
    source.onended = () => {
      this.sources.delete(source);
      if (this.ending && !this.speaking) this.close();
    };
  }

  /** Whether something is still to be heard. */
  get speaking(): boolean {
    return this.sources.size > 0;
  }

  /** Milliseconds of what was pushed since the last silence that have been heard. */
  get heardMs(): number {
    if (!this.context) return 0;
    const now = Math.min(this.context.currentTime, this.until);
    return Math.max(0, Math.round((now - this.began) * 1000));
  }

  /** Be silent at once. */
  stop(): void {
    for (const source of this.sources) source.stop();
    this.sources.clear();
    this.until = 0;
  }

  /** No more will come: let go of the sound device when everything has been heard. */
  end(): void {
    this.ending = true;
    if (!this.speaking) this.close();
  }

  /** Let go of the sound device. */
  close(): void {
    this.stop();
    void this.context?.close();
    this.context = null;
  }
}
