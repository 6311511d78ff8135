import assert from "node:assert/strict";
import { test } from "node:test";
import { address, page, until } from "./studio.mjs";

const told = async () => (await fetch(`${address}/stand-in`)).json();

test("one speaks, is captioned, is answered aloud, and may interrupt", async (t) => {
  const one = await page(t, "live");
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByText("what do you see").first().waitFor();
  await one.getByText("I heard a tone.").first().waitFor();
  await one.getByText("Speaking").waitFor();
  // The microphone is fed with a tone every three seconds: the next one comes while the answer is still being said.
  const { session, truncated, pitches_hz } = await until(told, (now) => now.truncated.length > 0);
  const pitch = pitches_hz.sort((low, high) => low - high)[pitches_hz.length >> 1];
  assert.equal(session.type, "realtime");
  assert.deepEqual(session.audio.input.format, { type: "audio/pcm", rate: 24_000 });
  assert.equal(session.audio.input.turn_detection.type, "server_vad");
  assert.ok(Math.abs(pitch - 440) < 15, `the tone of the microphone arrives, not ${pitch} Hz`);
  const [first] = truncated;
  assert.match(first.item_id, /^item_answer/);
  assert.ok(first.audio_end_ms > 200 && first.audio_end_ms < 4_000, `heard ${first.audio_end_ms} ms of it`);
  await one.waitForTimeout(200);
  assert.equal(await one.getByRole("alert").count(), 0, "the server complains of nothing");
  await one.getByRole("button", { name: "End" }).click();
  await one.getByText("Not connected").waitFor();
});

test("what the camera sees is shown when one begins to speak", async (t) => {
  const one = await page(t, "live");
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByRole("button", { name: "Show what the camera sees" }).click();
  await one.getByLabel("What the camera sees").waitFor();
  const [picture] = (await until(told, (now) => now.pictures.length > 0)).pictures;
  assert.equal(picture.colour, "blue", "the camera was fed with blue");
});

test("muted, nothing is sent", async (t) => {
  const one = await page(t, "live");
  await one.getByRole("button", { name: "Begin" }).click();
  await until(told, (now) => now.appended > 0);
  await one.getByRole("button", { name: "Mute the microphone" }).click();
  const before = (await told()).appended;
  await one.waitForTimeout(500);
  assert.ok((await told()).appended - before <= 1, "at most what was on its way");
});

test("a connection that ends says so", async (t) => {
  const one = await page(t, "live", { complains: true });
  await one.routeWebSocket("**/v1/realtime*", (socket) => socket.close());
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByRole("alert").getByText("The live connection ended").waitFor();
  await one.getByRole("button", { name: "Begin" }).waitFor();
});
