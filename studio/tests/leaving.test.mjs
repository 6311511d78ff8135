// How a live call begins and ends: nothing stays on that nobody wants any more, and every key opens one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { go } from "./browser.mjs";
import { guarded, key, oddKey, page } from "./studio.mjs";

const TALKING = /^(Listening|I hear you|Thinking…|Speaking)$/;

/** Hold back microphones or cameras until `allow`, and note their tracks. */
function holdBack(one, kind) {
  return one.evaluate((kind) => {
    const devices = navigator.mediaDevices;
    const asked = devices.getUserMedia.bind(devices);
    const allowed = new Promise((resolve) => (globalThis.allow = resolve));
    globalThis.streams = [];
    devices.getUserMedia = async (wanted) => {
      if (wanted[kind]) await allowed;
      const stream = await asked(wanted);
      globalThis.streams.push(stream);
      return stream;
    };
  }, kind);
}

/** Whether each track that the page was given is on, once there are some. */
async function tracks(one) {
  await one.waitForFunction(() => globalThis.streams.length > 0);
  await one.waitForTimeout(300);
  return one.evaluate(() => globalThis.streams.flatMap((stream) => stream.getTracks()).map((each) => each.readyState));
}

test("who leaves while the microphone is asked for leaves none on", async (t) => {
  const one = await page(t, "live");
  await holdBack(one, "audio");
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByRole("button", { name: "End" }).click();
  await one.getByText("Not connected").waitFor();
  await one.evaluate(() => globalThis.allow());
  assert.deepEqual(await tracks(one), ["ended"]);
  await one.getByText("Not connected").waitFor();
});

test("who goes to another view while the microphone is asked for leaves none on", async (t) => {
  for (const [view, button] of [
    ["live", "Begin"],
    ["speak", "Record"],
  ]) {
    const one = await page(t, view);
    await holdBack(one, "audio");
    await one.getByRole("button", { name: button, exact: true }).click();
    await go(one, "settings");
    await one.evaluate(() => globalThis.allow());
    assert.deepEqual(await tracks(one), ["ended"], view);
  }
});

test("who presses Record twice opens one microphone", async (t) => {
  const one = await page(t, "speak");
  await holdBack(one, "audio");
  const record = one.getByRole("button", { name: "Record", exact: true });
  await record.click();
  await record.click();
  await one.evaluate(() => globalThis.allow());
  assert.deepEqual(await tracks(one), ["live"]);
  await one.getByRole("button", { name: "Stop" }).click();
  assert.deepEqual(await tracks(one), ["ended"]);
});

test("who leaves while the camera is asked for leaves none on", async (t) => {
  const one = await page(t, "live");
  await holdBack(one, "video");
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByRole("button", { name: "Show what the camera sees" }).click();
  await one.getByRole("button", { name: "End" }).click();
  await one.evaluate(() => globalThis.allow());
  await one.waitForFunction(() => globalThis.streams.length === 2);
  assert.deepEqual(await tracks(one), ["ended", "ended"]);
  assert.equal(await one.getByLabel("What the camera sees").count(), 0);
});

test("a microphone that cannot be listened to is switched off", async (t) => {
  const one = await page(t, "live");
  await holdBack(one, "nothing");
  await one.evaluate(() => {
    AudioWorklet.prototype.addModule = () => Promise.reject(new Error("There is no worklet."));
  });
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByRole("alert").getByText("There is no worklet.").waitFor();
  assert.deepEqual(await tracks(one), ["ended"]);
});

test("a session that cannot be opened is told, and the microphone is switched off", async (t) => {
  const one = await page(t, "live");
  await holdBack(one, "nothing");
  await one.evaluate(() => {
    globalThis.WebSocket = function () {
      throw new Error("There are no sockets.");
    };
  });
  await one.getByRole("button", { name: "Begin" }).click();
  await one.getByRole("alert").getByText("There are no sockets.").waitFor();
  assert.deepEqual(await tracks(one), ["ended"]);
});

test("a call that begins at once after another is not ended with it", async (t) => {
  const one = await page(t, "live");
  for (const call of ["first", "second"]) {
    await one.getByRole("button", { name: "Begin" }).click();
    await one.getByText(TALKING).waitFor();
    if (call === "first") await one.getByRole("button", { name: "End" }).click();
  }
  await one.waitForTimeout(500);
  assert.equal(await one.getByRole("button", { name: "End" }).count(), 1);
});

test("any key opens a session, and one that no protocol can name stays out of its name", async (t) => {
  for (const [mine, offered] of [
    [key, `openai-insecure-api-key.${key}`],
    [oddKey, /^openai-insecure-api-key\.ek_[0-9a-f]+$/],
  ]) {
    const one = await page(t, "settings", { at: guarded, complains: true });
    await one.evaluate(() => {
      globalThis.offered = [];
      globalThis.WebSocket = class extends WebSocket {
        constructor(url, protocols) {
          super(url, protocols);
          globalThis.offered.push(...protocols);
        }
      };
    });
    await one.getByLabel("Key").fill(mine);
    await one.getByRole("button", { name: "Use" }).click();
    await one.locator(".model-card").waitFor();
    await go(one, "live");
    await one.getByRole("button", { name: "Begin" }).click();
    await one.getByText(TALKING).waitFor();
    assert.match((await one.evaluate(() => globalThis.offered))[1], new RegExp(offered));
  }
});
