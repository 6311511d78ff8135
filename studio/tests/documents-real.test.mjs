// Documents with the real server: what it gives is what the page takes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { page } from "./studio.mjs";

const ORDERS = {
  name: "orders.md",
  mimeType: "text/markdown",
  buffer: Buffer.from(
    "# Orders of March\n\nInvoice number: 4711\n\n| Fruit | Crates |\n|---|---|\n| Apples | 12 |\n| Pears | 7 |\n",
  ),
};

async function opened(t) {
  const one = await page(t, "documents");
  await one.locator("input[type=file]").setInputFiles(ORDERS);
  await one.getByRole("heading", { name: "orders.md", level: 2 }).waitFor();
  return one;
}

test("a file is read, and its page is shown under its boxes", async (t) => {
  const one = await opened(t);
  const picture = one.getByAltText("Page 1 as it was read");
  await picture.waitFor();
  const { width, height } = await picture.evaluate((image) =>
    image.decode().then(() => ({ width: image.naturalWidth, height: image.naturalHeight })),
  );
  const [, , ...sheet] = (await one.locator("svg.boxes").getAttribute("viewBox")).split(" ").map(Number);
  assert.ok(Math.abs(width / height - sheet[0] / sheet[1]) < 0.01, "the picture has the shape of the page");
  await one.getByRole("heading", { name: "Orders of March" }).waitFor();
  await one.getByRole("button", { name: "table · file · 100%" }).waitFor();
  assert.equal(await one.locator(".boxes .box").count(), await one.locator(".read-block").count());
});

test("its table and its words can be taken along", async (t) => {
  const one = await opened(t);
  const saved = async (press) => {
    const saving = one.waitForEvent("download");
    await press();
    return readFile(await (await saving).path(), "utf8");
  };
  await one.getByRole("tab", { name: "Tables" }).click();
  const csv = await saved(() => one.getByRole("button", { name: "Save table 1 as CSV" }).click());
  assert.equal(csv, "Fruit,Crates\r\nApples,12\r\nPears,7\r\n");
  await one.getByRole("tab", { name: "Export" }).click();
  const markdown = await saved(() => one.getByRole("button", { name: "Markdown" }).click());
  assert.match(markdown, /^# Orders of March/m);
  const json = await saved(() => one.getByRole("button", { name: "JSON" }).click());
  assert.equal(JSON.parse(json).pages.length, 1);
});

test("values are found with their place, and a question is answered or said to have no answer", async (t) => {
  const one = await opened(t);
  await one.getByRole("tab", { name: "Fields" }).click();
  await one.getByLabel("Name of field 1").fill("invoice_number");
  await one.getByRole("button", { name: "Find the values" }).click();
  await one.getByRole("button", { name: /^4711/ }).click();
  assert.equal(await one.locator(".boxes .cited").count(), 1);
  await one.getByRole("tab", { name: "Ask" }).click();
  await one.getByLabel("Question about this document").fill("What is the invoice number?");
  await one.keyboard.press("Enter");
  await one.locator(".answer-words").getByText("4711").waitFor();
  await one.getByRole("button", { name: "Page 1" }).waitFor();
  await one.getByLabel("Question about this document").fill("Who painted the ceiling?");
  await one.keyboard.press("Enter");
  await one.locator(".answer").getByText("No answer").waitFor();
});

test("it is kept by the server until it is deleted", async (t) => {
  const one = await opened(t);
  await one.reload();
  await one.getByRole("button", { name: "Documents kept by the server" }).click();
  const kept = one.getByRole("dialog").locator(".row-main");
  await kept.first().waitFor();
  const before = await kept.count();
  await kept.first().click();
  await one.getByRole("heading", { name: "orders.md", level: 2 }).waitFor();
  await one.getByRole("button", { name: "Documents kept by the server" }).click();
  await one.getByRole("button", { name: "Delete orders.md" }).first().click();
  await one.getByText("Show me a document").waitFor();
  assert.equal(await kept.count(), before - 1);
});
