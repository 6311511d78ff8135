import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, page, picture, talking } from "./studio.mjs";

async function look(one, words) {
  const sent = one.waitForResponse("**/v1/inspections");
  await one.locator("input[type=file]").setInputFiles(picture);
  await one.getByLabel("Ask something, and look inside the answer").fill(words);
  await one.getByRole("button", { name: "Look inside" }).click();
  const inspection = await (await sent).json();
  await one.locator(".chances.looks li").first().waitFor();
  return inspection;
}

const chosen = (one) => one.locator('.tile[aria-pressed="true"]').getAttribute("data-position").then(Number);

test("every position of the stream is a tile", async (t) => {
  const one = await page(t, "inside");
  const { positions, usage } = await look(one, "What is this?");
  assert.equal(positions.length, usage.total_tokens);
  assert.equal(await one.locator(".tile").count(), positions.length);
  assert.equal(await one.locator(".tile-feature").count(), 64);
});

test("a feature knows its place, and arrow keys move along the stream", async (t) => {
  const one = await page(t, "inside");
  await look(one, "What is this?");
  const feature = one.locator(".tile-feature").nth(9);
  await feature.click();
  await one.locator(".detail").getByText("seen: row 2, col 2").first().waitFor();
  const at = await chosen(one);
  await one.keyboard.press("ArrowRight");
  assert.equal(await chosen(one), at + 1);
  await one.keyboard.press("End");
  assert.equal(await chosen(one), (await one.locator(".tile").count()) - 1);
  assert.ok(await one.locator('.tile[aria-pressed="true"]').evaluate((tile) => tile === document.activeElement));
  assert.equal(await one.locator('.tile[tabindex="0"]').count(), 1);
});

test("attention of a position is shown for a layer and a head", async (t) => {
  const one = await page(t, "inside");
  const { num_layers, num_prompt } = await look(one, "What is this?");
  const asked = one.waitForResponse(
    (response) => response.url().includes("/attention?") && response.url().includes("layer=1"),
  );
  await one.getByLabel("Layer").selectOption({ label: "2" });
  const { position, shares } = await (await asked).json();
  assert.ok(num_layers >= 2);
  assert.equal(position, num_prompt);
  const most = shares.indexOf(Math.max(...shares));
  await one.waitForFunction(
    ([most, text]) => document.querySelector(".chances.looks .number").textContent === text && most >= 0,
    [most, `${percent(shares[most])}`],
  );
  await one.locator(".chances.looks button").first().click();
  assert.equal(await chosen(one), most);
});

test("an answer of Talk is looked into as it was given", async (t) => {
  const one = await talking(t);
  await ask(one, "What is a lemon?");
  const told = await one.getByRole("article", { name: "Sensorium" }).locator(".words").textContent();
  const sent = one.waitForResponse("**/v1/inspections");
  await one.getByRole("button", { name: "Look inside this answer" }).click();
  const { message } = await (await sent).json();
  assert.equal(message.content.trim(), told.trim());
  await one.locator(".tile-word").first().waitFor();
});

function percent(share) {
  return share * 100 < 10 ? `${(share * 100).toFixed(1)}%` : `${Math.round(share * 100)}%`;
}
