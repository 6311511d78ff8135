// Documents with the real server: what it gives is what the page takes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { differing, page } from "./studio.mjs";

const ORDERS = {
  name: "orders.md",
  mimeType: "text/markdown",
  buffer: Buffer.from(
    "# Orders of March\n\nInvoice number: 4711\n\n| Fruit | Crates |\n|---|---|\n| Apples | 12 |\n| Pears | 7 |\n",
  ),
};

async function opened(t, file = ORDERS, name = "orders.md") {
  const one = await page(t, "documents");
  await one.locator("input[type=file]").setInputFiles(file);
  await one.getByRole("heading", { name, level: 2 }).waitFor();
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

test("an invoice whose page says something else than its data shows both, each with its place", async (t) => {
  const one = await opened(t, differing, "differing.pdf");
  await one.getByRole("tab", { name: "Fields" }).click();
  await one.getByRole("button", { name: "Invoice", exact: true }).click();
  await one.getByRole("button", { name: "Find the values" }).click();
  const summary = one.getByRole("group", { name: "What differs" });
  await summary.getByText("2 values differ between the file's data and its pages.").waitFor();
  assert.deepEqual(await summary.getByRole("button").allTextContents(), ["due_date", "total"]);
  await one
    .getByRole("status")
    .filter({ hasText: /2 values differ between the file's data and its pages: due_date, total\.$/ })
    .waitFor({ state: "attached" });

  const total = one.getByRole("group", { name: "total: data and page differ" });
  await total.getByText("Data and page differ").waitFor();
  const [data, printed] = await total.getByRole("listitem").all();
  assert.equal(await data.innerText(), "The file's data\n119 EUR");
  assert.equal(await data.getByRole("button").count(), 0, "no page says what the data tell");
  assert.match(await printed.innerText(), /^Page 1 \(text layer\)\n191 EUR/);
  await printed.getByRole("button", { name: /^191 EUR.*show on page 1$/ }).click();
  const mark = one.locator(".boxes .cited");
  const line = one.locator(".boxes .box[aria-label*='Total']");
  const place = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());
  const [inner, outer] = [await place(mark), await place(line)];
  assert.ok(inner.top >= outer.top - 2 && inner.bottom <= outer.bottom + 2, "the mark lies on the line of the total");

  await summary.getByRole("button", { name: "total" }).click();
  assert.match(await one.locator("dl > :focus").innerText(), /^total\n/);
  const row = (name) => one.locator(".values dl > div").filter({ has: one.locator(`dt:text-is("${name}")`) });
  assert.match(await row("invoice_number").innerText(), /data and page 1 agree/);
  assert.match(
    await row("buyer_name").innerText(),
    /told by the data that the file carries; it was not found on a page/,
  );
  await one.getByText("16 values from the file's data, 13 of them borne out by its pages").waitFor();
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
