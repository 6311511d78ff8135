/** Requests to the server that gave out this page, and to nobody else; its errors as one kind of error. */

import { key } from "../state/session";

const ROOT = new URL("../", document.baseURI);

/** What the server says when it cannot do what was asked; status 0 where it does not answer at all. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly param: string | null = null,
  ) {
    super(message);
  }

  get wantsKey(): boolean {
    return this.status === 401;
  }
}

interface Envelope {
  error?: { message?: string; code?: string | null; param?: string | null };
}

/** The address of a route. */
export function address(path: string): URL {
  return new URL(path, ROOT);
}

/** Send a request. Throws `ApiError`, or an AbortError when it was stopped. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (key.value) headers.set("Authorization", `Bearer ${key.value}`);
  let response: Response;
  try {
    response = await fetch(address(path), { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server does not answer. Is it still running?", 0, "unreachable");
  }
  if (!response.ok) throw failure(await body(response), response.status);
  return response;
}

/** Send JSON. */
export function post(path: string, json: unknown, signal?: AbortSignal): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(json), signal: signal ?? null });
}

/** The JSON at a path. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(path, { signal: signal ?? null })).json() as Promise<T>;
}

/** Server-sent events as the JSON they hold, as they come. An error in the stream is thrown. */
export async function* events<T>(response: Response): AsyncGenerator<T> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const line = block.split("\n").find((one) => one.startsWith("data: "));
        if (!line || line === "data: [DONE]") continue;
        const told = JSON.parse(line.slice(6)) as T & Envelope;
        if (told.error) throw failure(told, 500);
        yield told as Awaited<T>;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function body(response: Response): Promise<Envelope> {
  try {
    return (await response.json()) as Envelope;
  } catch {
    return {};
  }
}

function failure(told: Envelope, status: number): ApiError {
  const error = told.error ?? {};
  const message = error.message ?? `The server answered ${status} and gave no reason.`;
  return new ApiError(message, status, error.code ?? "unknown", error.param ?? null);
}

/** Whether an error means that somebody pressed Stop. */
export function stopped(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** An error in words for people. */
export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
