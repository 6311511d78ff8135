import assert from "node:assert/strict";
import { test } from "node:test";
import { forms, noteForms, page } from "./studio.mjs";

test("words are said as they come", async (t) => {
  const one = await page(t, "speak");
  await one.getByLabel("Words to say").fill("A red car.");
  await one.getByRole("button", { name: "Say it" }).click();
  await one.getByRole("button", { name: "Play A red car." }).click();
  await one.waitForFunction(() => document.querySelector("audio").currentTime > 0.02);
});

test("the microphone is recorded, and its words come back", async (t) => {
  const one = await page(t, "speak");
  await noteForms(one);
  await one.getByRole("button", { name: "Record", exact: true }).click();
  await one.waitForTimeout(1600);
  await one.getByRole("button", { name: "Stop and understand" }).click();
  const [{ file }] = await forms(one);
  const sound = Buffer.from(file.base64, "base64");
  const samples = Array.from({ length: sound.readUInt32LE(40) / 2 }, (_, index) => sound.readInt16LE(44 + 2 * index));
  assert.equal(sound.readUInt32LE(24), 24_000);
  assert.ok(samples.length > 24_000, "more than a second was heard");
  assert.ok(Math.abs(pitch(samples) - 440) < 15, "it is the tone that the microphone was fed");
  await one.locator(".transcript").waitFor();
});

test("a recording from a file is understood as well", async (t) => {
  const one = await page(t, "speak");
  await one.locator("input[type=file]").setInputFiles(process.env.MICROPHONE);
  await one.locator(".transcript").waitFor();
});

test("without a microphone it says so", async (t) => {
  const one = await page(t, "speak");
  await one.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotFoundError"));
  });
  await one.getByRole("button", { name: "Record", exact: true }).click();
  await one.getByRole("alert").getByText("There is no microphone here.").waitFor();
});

/** Hertz of the loudest tenth of a second, by its crossings of zero. */
function pitch(samples) {
  const size = 2400;
  const pieces = Array.from({ length: Math.floor(samples.length / size) }, (_, index) =>
    samples.slice(index * size, (index + 1) * size),
  );
  const power = (piece) => piece.reduce((sum, one) => sum + one * one, 0);
  const loudest = pieces.reduce((best, piece) => (power(piece) > power(best) ? piece : best));
  const crossings = loudest.filter((one, index) => index > 0 && one >= 0 !== loudest[index - 1] >= 0).length;
  return crossings / 2 / (size / 24_000);
}
