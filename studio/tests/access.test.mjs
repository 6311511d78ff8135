// Whoever uses a keyboard or a screen reader, a phone, or wants less motion.

import assert from "node:assert/strict";
import { test } from "node:test";
import { go } from "./browser.mjs";
import { faults } from "./faults.mjs";
import { ask, choose, fail, page, picture } from "./studio.mjs";

const VIEWS = ["talk", "live", "documents", "draw", "film", "compose", "speak", "library", "inside", "settings"];

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious in any empty view, ${colorScheme}`, async (t) => {
    const one = await page(t, "talk", { colorScheme, reducedMotion: "reduce" });
    for (const view of VIEWS) {
      await go(one, view);
      await one.locator("main h1").waitFor();
      assert.deepEqual(await faults(one), [], view);
    }
  });

  test(`axe finds nothing serious where something was made, ${colorScheme}`, async (t) => {
    const one = await page(t, "talk", { colorScheme, reducedMotion: "reduce", complains: true });
    await choose(one, "words", "picture", "speech", "music");
    await ask(one, "What is this?");
    await one.locator(".paper img").waitFor();
    assert.deepEqual(await faults(one), [], "talk");
    await one.getByRole("button", { name: "Look inside this answer" }).click();
    await one.locator(".chances.looks li").first().waitFor();
    assert.deepEqual(await faults(one), [], "inside");
    await go(one, "library");
    await one.locator(".gallery-item").first().waitFor();
    assert.deepEqual(await faults(one), [], "library");
    await one.locator(".gallery-item").first().click();
    assert.deepEqual(await faults(one), [], "a thing of the library");
    await one.keyboard.press("Escape");
    await go(one, "draw");
    await fail(one, "**/v1/images/generations", 500, "internal_error");
    await one.locator(".bench textarea").fill("a dog");
    await one.keyboard.press("Enter");
    await one.getByRole("alert").waitFor();
    assert.deepEqual(await faults(one), [], "a failure");
  });
}

test("on a phone nothing is wider than the screen, and every view can be reached", async (t) => {
  const one = await page(t, "talk", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  for (const view of VIEWS) {
    await go(one, view);
    await one.locator("main h1").waitFor();
    const wide = await one.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(wide, 390, view);
  }
  await go(one, "talk");
  await one.getByRole("button", { name: "Make" }).click();
  await one.getByRole("dialog", { name: "Make" }).getByRole("link", { name: "Compose" }).click();
  await one.locator("main h1", { hasText: "Compose" }).waitFor();
  await one.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual(await faults(one), []);
});

test("everything can be done by keyboard alone", async (t) => {
  const one = await page(t, "talk");
  await one.keyboard.press("Tab");
  assert.equal(await focused(one), "Skip to the content");
  await one.keyboard.press("Enter");
  await one.keyboard.press("Tab");
  assert.equal(await focused(one), "Earlier conversations");
  await one.keyboard.press("Enter");
  await one.getByRole("dialog").waitFor();
  await one.keyboard.press("Escape");
  await one.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await focused(one), "Earlier conversations");
  while ((await focused(one)) !== "words") await one.keyboard.press("Tab");
  await one.keyboard.press("Space");
  while ((await focused(one)) !== "Ask, or show a file") await one.keyboard.press("Shift+Tab");
  await one.keyboard.type("What is a lemon?");
  await one.keyboard.press("Enter");
  await one.locator(".tally").waitFor();
  const outline = await one.evaluate(() => {
    document.querySelector(".icon-button").focus({ focusVisible: true });
    return getComputedStyle(document.activeElement).outlineStyle;
  });
  assert.equal(outline, "solid");
});

function focused(one) {
  return one.evaluate(() => {
    const { activeElement } = document;
    return (activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "").trim();
  });
}

test("whoever wants less motion gets none", async (t) => {
  const one = await page(t, "talk", { reducedMotion: "reduce" });
  await one.route("**/v1/chat/completions", () => {});
  await one.locator("input[type=file]").setInputFiles(picture);
  await one.getByRole("button", { name: "Send" }).click();
  await one.locator(".turn progress").waitFor();
  assert.equal(await one.evaluate(() => document.getAnimations().length), 0);
});
