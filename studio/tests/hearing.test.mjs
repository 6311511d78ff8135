// Talking aloud to the real endpoint and the built-in model: the microphone is fed with somebody who speaks once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, until } from "./browser.mjs";

const { BUILT_IN: address, SPOKEN: spoken } = process.env;
const PATIENCE = { timeout: 90_000 };

let browser;
before(async () => (browser = await launch({ microphone: `${spoken}%noloop` })));
after(() => browser.close());

/** What the server tells a page over its live connection, by type. */
function told(page) {
  const events = [];
  page.on("websocket", (socket) => {
    if (!socket.url().includes("/v1/realtime")) return;
    socket.on("framereceived", ({ payload }) => events.push(JSON.parse(payload)));
  });
  return (type) => events.filter((event) => event.type === type);
}

test("what was said is written down, and is answered in words and aloud", async () => {
  const one = await open(browser, address, "live");
  const events = told(one);
  await one.getByRole("button", { name: "Begin" }).click();
  await one.locator(".caption-line.user[data-whole=true]").first().waitFor(PATIENCE);
  await one.locator(".caption-line.assistant[data-whole=true]").first().waitFor(PATIENCE);
  await until(
    () => events("response.done"),
    (done) => done.length > 0,
  );
  const [heard] = events("conversation.item.input_audio_transcription.completed");
  const [said] = events("response.output_audio_transcript.done");
  const shown = (who) => one.locator(`.caption-line.${who}`).first().textContent();
  assert.ok(heard.transcript.trim() && said.transcript.trim());
  assert.equal(await shown("user"), `You: ${heard.transcript}`);
  assert.equal(await shown("assistant"), `Sensorium: ${said.transcript}`);
  const sound = events("response.output_audio.delta").map((event) => Buffer.from(event.delta, "base64").length);
  const bytes = sound.reduce((sum, length) => sum + length, 0);
  assert.ok(bytes > 24_000, `half a second is said at least, not ${bytes / 48_000} s`);
  assert.deepEqual(one.complaints, []);
  await one.context().close();
});
