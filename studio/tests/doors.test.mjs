// Whom the page asks, and with which key.

import assert from "node:assert/strict";
import { test } from "node:test";
import { go } from "./browser.mjs";
import { address, ask, choose, guarded, key, page } from "./studio.mjs";

test("no view asks anybody but its own server, and nothing offends its policy", async (t) => {
  const one = await page(t, "talk");
  const asked = [];
  one.on("request", (request) => asked.push(request.url()));
  await one.evaluate(() => {
    globalThis.offences = [];
    addEventListener("securitypolicyviolation", (event) => globalThis.offences.push(event.violatedDirective));
  });
  await choose(one, "words");
  await ask(one, "What is a lemon?");
  for (const view of ["live", "draw", "film", "compose", "speak", "library", "inside", "settings"]) {
    await go(one, view);
    await one.locator("main h1").waitFor();
  }
  assert.ok(asked.length > 0);
  const own = (url) => url.startsWith(address) || url.startsWith("blob:");
  assert.deepEqual(
    asked.filter((url) => !own(url)),
    [],
  );
  assert.deepEqual(await one.evaluate(() => globalThis.offences), []);
});

test("no script that somebody slips in would run", async (t) => {
  const one = await page(t, "talk", { complains: true });
  const ran = await one.evaluate(async () => {
    const script = document.createElement("script");
    try {
      script.textContent = "globalThis.slipped = true";
      document.body.append(script);
    } catch {
      // trusted types refuse the text already
    }
    document.body.insertAdjacentElement("beforeend", Object.assign(document.createElement("p"), { id: "x" }));
    try {
      document.getElementById("x").innerHTML = "<img src=x onerror='globalThis.slipped = true'>";
    } catch {
      // as above
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return globalThis.slipped === true;
  });
  assert.equal(ran, false);
});

test("a server that wants a key is asked with the one that was typed, until the tab is closed", async (t) => {
  const one = await page(t, "talk", { at: guarded, complains: true });
  await one.locator(".answering.failed").first().waitFor();
  await go(one, "settings");
  await one.getByRole("alert").getByText("wants a key").waitFor();
  await one.getByLabel("Key").fill(key);
  await one.getByRole("button", { name: "Use" }).click();
  await one.locator(".model-card").waitFor();
  await go(one, "talk");
  await choose(one, "words");
  await ask(one, "What is a lemon?");
  await one.locator(".tally").waitFor();
  const kept = await one.evaluate(() => [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]);
  assert.ok(!kept[0].includes(key));
  assert.ok(kept[1].includes(key));
});

test("what a model cannot do is struck out, with the reason", async (t) => {
  const one = await page(t, "settings");
  await one.route("**/v1/models", (route) =>
    route.fulfill({
      json: {
        data: [
          { id: "small", root: "small", input_modalities: ["text"], output_modalities: ["text"], inspectable: false },
        ],
      },
    }),
  );
  await one.route("**/v1/models/small", (route) => route.fulfill({ json: { id: "small" } }));
  await one.reload();
  await one.locator(".model-card").waitFor();
  assert.deepEqual(await one.locator(".ability:not(.unable)").allTextContents(), ["words", "words"]);
  await one.getByRole("link", { name: "Draw" }).first().click();
  await one.getByText("small cannot make picture.").first().waitFor();
  await one.locator(".bench textarea").fill("a dog");
  assert.ok(await one.getByRole("button", { name: "Draw", exact: true }).isDisabled());
  await go(one, "inside");
  await one.getByText("small shows nothing of its inside").waitFor();
  await go(one, "talk");
  assert.ok(await one.getByRole("button", { name: "picture", exact: true }).isDisabled());
});

test("how well a model does stands beside what it can do, where it was measured", async (t) => {
  const one = await page(t, "talk");
  const figures = [{ words: "counts things", mean: 0.7, low: 0.6, high: 0.8, chance: 0.2 }];
  await one.route("**/v1/models/tiny", (route) => route.fulfill({ json: { id: "tiny", figures } }));
  await go(one, "settings");
  await one.getByText("How well it does").click();
  await one.getByText("0.60–0.80").waitFor();
  assert.equal(await one.getByRole("meter", { name: "counts things" }).getAttribute("aria-valuenow"), "70");
});
