import assert from "node:assert/strict";
import { test } from "node:test";
import { fail, forms, noteForms, page } from "./studio.mjs";

const TUNE = "X:1\nT:A jig\nM:6/8\nL:1/8\nK:D\nDFA dAF|GBd gdB|AFD EFG|FDD D3|]\n";

async function make(one, words, verb) {
  await one.locator(".bench textarea").fill(words);
  await one.getByRole("button", { name: verb, exact: true }).click();
}

test("a picture sharpens as it arrives, and its seed draws it again", async (t) => {
  const one = await page(t, "draw");
  const shown = one.evaluate(() => {
    const seen = new Set();
    return new Promise((resolve) => {
      new MutationObserver(() => {
        const picture = document.querySelector(".easel img");
        if (picture) seen.add(picture.src);
        if (document.querySelector(".caption")) resolve(seen.size);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  });
  await one.getByLabel("Seed", { exact: true }).fill("7");
  await make(one, "a red car", "Draw");
  assert.ok((await shown) >= 3, "partial pictures and the whole one");
  const pixels = () =>
    one.locator(".easel img").evaluate(async (image) => {
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
    });
  const first = await pixels();
  await make(one, "a red car", "Draw");
  await one.locator(".caption").waitFor();
  assert.equal(await pixels(), first);
  assert.equal(await one.locator(".shelf-item").count(), 2);
});

test("a clip is a job; it starts from a picture that was drawn", async (t) => {
  const one = await page(t, "draw");
  await make(one, "a dog", "Draw");
  await one.getByRole("button", { name: /^Film it/ }).click();
  await one.getByAltText("The first picture").waitFor();
  await noteForms(one);
  await make(one, "a dog moving to the right", "Film");
  const [form] = await forms(one);
  assert.equal(form.prompt, "a dog moving to the right");
  assert.match(Buffer.from(form.input_reference.base64, "base64").toString("latin1"), /^.PNG/);
  const clip = one.locator(".easel video");
  await clip.waitFor();
  await clip.evaluate((video) => video.readyState >= 2 || new Promise((ready) => (video.onloadeddata = ready)));
  assert.ok(Math.abs((await clip.evaluate((video) => video.duration)) - 2) < 0.2);
});

test("a tune is shown as notes and played", async (t) => {
  const one = await page(t, "compose");
  await one.route("**/v1/audio/generations", (asked) => asked.fulfill({ contentType: "text/vnd.abc", body: TUNE }));
  await make(one, "a jig in D major", "Compose");
  const notes = one.getByAltText("Score of a jig in D major");
  await notes.waitFor();
  assert.ok(await notes.evaluate((image) => image.decode().then(() => image.naturalWidth > 100)));
  await one.getByRole("button", { name: "Play a jig in D major" }).click();
  await one.waitForFunction(() => document.querySelector("audio").currentTime > 0.05);
  await one.getByRole("button", { name: "Pause a jig in D major" }).click();
  await one.getByText("ABC notation").click();
  assert.equal(await one.locator("pre").textContent(), TUNE);
  const saving = one.waitForEvent("download");
  await one.getByRole("button", { name: "MIDI" }).click();
  assert.equal((await saving).suggestedFilename(), "tune.mid");
});

test("a sound of the world has a player", async (t) => {
  const one = await page(t, "compose");
  await one.getByLabel("Sound", { exact: true }).check({ force: true });
  await make(one, "rain", "Make the sound");
  await one.getByRole("button", { name: "Play rain" }).waitFor();
});

test("what fails says so, and the form stays as it was", async (t) => {
  const one = await page(t, "draw", { complains: true });
  await fail(one, "**/v1/images/generations", 429, "overloaded", "Too many wait: try again in 2 s");
  await make(one, "a red car", "Draw");
  await one.getByRole("alert").getByText("Too many wait").waitFor();
  assert.equal(await one.locator(".bench textarea").inputValue(), "a red car");
  await one.unroute("**/v1/images/generations");
  await one.getByRole("button", { name: "Draw", exact: true }).click();
  await one.locator(".caption").waitFor();
  assert.equal(await one.getByRole("alert").count(), 0);
});

test("what the library shows can be opened, saved and deleted", async (t) => {
  const one = await page(t, "draw");
  await make(one, "a red car", "Draw");
  await one.locator(".caption").waitFor();
  await one.getByRole("link", { name: "Library" }).first().click();
  await one.locator(".gallery-item").click();
  const sheet = one.getByRole("dialog", { name: "a red car" });
  const saving = one.waitForEvent("download");
  await sheet.getByRole("button", { name: "Save as a file" }).click();
  assert.equal((await saving).suggestedFilename(), "a-red-car.png");
  await sheet.getByRole("button", { name: "Delete" }).click();
  await one.getByText("Nothing made yet").waitFor();
});

test("what failed stands over the place of the picture, as wide as it", async (t) => {
  const one = await page(t, "draw", { complains: true, viewport: { width: 1440, height: 900 } });
  await fail(one, "**/v1/images/generations", 503, "model_unavailable", "the model cannot be loaded");
  await make(one, "a red car", "Draw");
  const failure = await one.locator(".stage > .failure").boundingBox();
  const easel = await one.locator(".easel").boundingBox();
  assert.deepEqual([failure.x, failure.width], [easel.x, easel.width]);
});
