/** Runs beside the page: hands on what the microphone hears, a tenth of a second at a time. */

declare const sampleRate: number;
declare function registerProcessor(name: string, made: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

class Listening extends AudioWorkletProcessor {
  private readonly buffer = new Float32Array(Math.round(sampleRate / 10));
  private filled = 0;

  process(inputs: Float32Array[][]): boolean {
    const heard = inputs[0]?.[0];
    if (!heard) return true;
    for (const sample of heard) {
      this.buffer[this.filled++] = sample;
      if (this.filled === this.buffer.length) {
        this.port.postMessage(this.buffer.slice());
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("listening", Listening);
