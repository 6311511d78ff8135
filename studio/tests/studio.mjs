// What the tests share: one browser for a file of tests, pages of their own, and files to show.
// The addresses and media come from pytest (tests/surfaces/studio/test_studio_browser.py), which runs these files.

import { after, before } from "node:test";
import { launch, open } from "./browser.mjs";

export { until } from "./browser.mjs";

export const {
  STUDIO: address,
  GUARDED: guarded,
  STUDIO_KEY: key,
  STUDIO_ODD_KEY: oddKey,
  MICROPHONE: microphone,
  CAMERA: camera,
  DIFFERING: differing,
} = process.env;

let browser;
before(async () => (browser = await launch({ microphone, camera })));
after(() => browser.close());

/** A new page at a view; it is closed when the test ends, and must not have complained unless that is expected. */
export async function page(test, view, { complains = false, at = address, ...options } = {}) {
  const one = await open(browser, at, view, options);
  test.after(async () => {
    await one.context().close();
    if (!complains && one.complaints.length) throw new Error(`the page complained: ${one.complaints.join("\n")}`);
  });
  await one.locator(".answering.ready, .answering.failed").first().waitFor({ state: "attached" });
  return one;
}

/** A red square as a PNG. */
export const picture = {
  name: "red.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJ0lEQVR42u3NsQkAAAjAsP7/tF7hIASyp6lTCQQCgUAgEAgEAsGXYAEEwH/BuKvQEAAAAABJRU5ErkJggg==",
    "base64",
  ),
};

export const note = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("Three apples.") };

/** Press what shall come, in order. Where nothing is pressed the model chooses, and one of random weights may choose anything. */
export async function choose(one, ...names) {
  for (const name of names) await one.getByRole("button", { name, exact: true }).click();
}

/** A page at Talk where words shall come. */
export async function talking(test, options) {
  const one = await page(test, "talk", options);
  await choose(one, "words");
  return one;
}

/** Ask in Talk and wait for the whole answer; what was sent. */
export async function ask(one, words) {
  const sent = one.waitForRequest("**/v1/chat/completions");
  await one.getByLabel("Ask, or show a file").fill(words);
  await one.getByRole("button", { name: "Send" }).click();
  const body = (await sent).postDataJSON();
  await one.getByRole("button", { name: "Send" }).waitFor();
  return body;
}

/** What the server answers to the same request, whole: a seed stands in it, so it is what the page was answered. */
export async function answered(body) {
  const whole = { ...body, stream: false, stream_options: undefined };
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${address}/v1/chat/completions`, {
    method: "POST",
    headers,
    body: JSON.stringify(whole),
  });
  return response.json();
}

/** Answer a route with an error in the envelope of the API. */
export function fail(one, route, status, code, message = "It cannot be done.") {
  const body = JSON.stringify({ error: { message, type: "error", param: null, code } });
  return one.route(route, (asked) => asked.fulfill({ status, contentType: "application/json", body }));
}

/** Answer a chat with words, whatever was asked. */
export function say(one, words) {
  const chunk = (more) => `data: ${JSON.stringify({ model: "tiny", choices: [], ...more })}\n\n`;
  const body = chunk({ choices: [{ delta: { content: words } }] }) + "data: [DONE]\n\n";
  return one.route("**/v1/chat/completions", (asked) => asked.fulfill({ contentType: "text/event-stream", body }));
}

/** Note the forms that a page sends: their fields, files as base64. They are read with `forms`. */
export function noteForms(one) {
  return one.evaluate(() => {
    const { fetch } = globalThis;
    globalThis.sentForms = [];
    globalThis.fetch = (address, init) => {
      if (init?.body instanceof FormData) globalThis.sentForms.push(init.body);
      return fetch(address, init);
    };
  });
}

export async function forms(one) {
  await one.waitForFunction(() => globalThis.sentForms.length > 0);
  return one.evaluate(() => {
    const told = ([name, value]) =>
      value instanceof File
        ? value.bytes().then((bytes) => [name, { name: value.name, base64: bytes.toBase64() }])
        : [name, value];
    return Promise.all(
      globalThis.sentForms.map(async (form) => Object.fromEntries(await Promise.all([...form].map(told)))),
    );
  });
}

/** Put files on an element as a drop or a paste would. */
export async function give(locator, kind, file) {
  await locator.evaluate(
    (element, { kind, name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const event =
        kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    },
    { kind, name: file.name, type: file.mimeType, base64: file.buffer.toString("base64") },
  );
}
