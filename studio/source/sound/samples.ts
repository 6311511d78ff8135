/** Samples: 16-bit mono at the rate of the API. */

export const RATE_HZ = 24_000;
const HEADER_BYTES = 44;

function concatenated(pieces: Int16Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

/** A WAV file of pieces that follow one another. */
export function wav(pieces: Int16Array[], rateHz = RATE_HZ): Blob {
  const samples = concatenated(pieces);
  const head = new DataView(new ArrayBuffer(HEADER_BYTES));
  const mark = (place: number, text: string) => {
    for (let index = 0; index < text.length; index++) head.setUint8(place + index, text.charCodeAt(index));
  };
  mark(0, "RIFF");
  head.setUint32(4, HEADER_BYTES - 8 + samples.byteLength, true);
  mark(8, "WAVEfmt ");
  head.setUint32(16, 16, true); // bytes of the format that follow
  head.setUint16(20, 1, true); // integers
  head.setUint16(22, 1, true); // mono
  head.setUint32(24, rateHz, true);
  head.setUint32(28, rateHz * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  mark(36, "data");
  head.setUint32(40, samples.byteLength, true);
  return new Blob([head, samples.buffer as ArrayBuffer], { type: "audio/wav" });
}

/** Samples in [-1, 1] as 16-bit integers. */
export function integers(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (one) => Math.max(-1, Math.min(1, one)) * 0x7fff);
}

/** The same stretch of sound in another number of samples: each is the mean of those that it stands for. */
export function resampled(samples: Float32Array, count: number): Float32Array {
  const step = samples.length / count;
  return Float32Array.from({ length: count }, (_, index) => {
    const first = Math.floor(index * step);
    const end = Math.max(first + 1, Math.floor((index + 1) * step));
    let sum = 0;
    for (let at = first; at < end; at++) sum += samples[at] ?? 0;
    return sum / (end - first);
  });
}

/** Loudest value in each of `count` equal stretches, 0 … 1. */
export function peaks(samples: ArrayLike<number>, count: number, scale = 1): number[] {
  const step = samples.length / count;
  return Array.from({ length: count }, (_, index) => {
    let most = 0;
    for (let at = Math.floor(index * step); at < (index + 1) * step && at < samples.length; at++) {
      most = Math.max(most, Math.abs(samples[at]!));
    }
    return most / scale;
  });
}
