/** Bytes and base64, both ways. */

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

export function base64Of(bytes: Uint8Array): string {
  const step = 0x8000; // arguments that one call takes
  let text = "";
  for (let start = 0; start < bytes.length; start += step) {
    text += String.fromCharCode(...bytes.subarray(start, start + step));
  }
  return btoa(text);
}

/** A data URL as a blob of the type that it names. */
export function blobOf(dataUrl: string): Blob {
  const comma = dataUrl.indexOf(",");
  const type = dataUrl.slice(5, comma).split(";")[0] ?? "";
  return new Blob([bytesOf(dataUrl.slice(comma + 1))], { type });
}

/** A blob as a data URL. */
export async function dataUrlOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return `data:${blob.type || "application/octet-stream"};base64,${base64Of(bytes)}`;
}
