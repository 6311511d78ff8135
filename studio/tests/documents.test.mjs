// Documents, with a server that stands in: what the page sends, and what it makes of the answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { go, until } from "./browser.mjs";
import { opened, tab } from "./opened.mjs";
import { servePapers } from "./papers.mjs";
import { forms, give, noteForms, page } from "./studio.mjs";

const FILE = { name: "invoice.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 made up") };

test("a file is read as it was asked, and one sees how far it is", async (t) => {
  const one = await page(t, "documents");
  await servePapers(one, { polls: 3 });
  await noteForms(one);
  await one.getByText("Options").click();
  await one.getByLabel("Pages").fill("1-2");
  await one.getByLabel("Password").fill("bread");
  await one.getByLabel("Second reader").selectOption("rapidocr");
  await one.getByLabel("Read figures and charts as well").uncheck();
  await one.locator("input[type=file]").setInputFiles(FILE);
  await one.getByText("Reading a document of 2 pages").first().waitFor();
  assert.equal(await one.locator("progress").getAttribute("value"), "0.4");
  const [{ file, ...fields }] = await forms(one);
  assert.equal(file.name, "invoice.pdf");
  assert.equal(Buffer.from(file.base64, "base64").toString(), "%PDF-1.4 made up");
  assert.deepEqual(fields, { pages: "1-2", password: "bread", verify: "rapidocr", figures: "false" });
  await one.getByRole("heading", { name: "invoice.pdf", level: 2 }).waitFor();
});

test("blocks and their boxes light up together, by hand and by keyboard", async (t) => {
  const { one } = await opened(t);
  const rows = one.locator(".read-block");
  const boxes = one.locator(".boxes .box");
  assert.equal(await boxes.count(), await rows.count());
  await rows.nth(3).hover();
  assert.equal(await boxes.nth(3).getAttribute("data-pointed"), "true");
  await boxes.nth(1).hover();
  assert.equal(await rows.nth(1).getAttribute("data-pointed"), "true");
  assert.equal(await one.locator(".read-block[data-pointed=true]").count(), 1);
  await one.mouse.move(0, 0);
  await boxes.nth(0).focus();
  await one.keyboard.press("ArrowDown");
  await one.keyboard.press("ArrowDown");
  assert.equal(await rows.nth(2).getAttribute("data-pointed"), "true");
  await rows.nth(0).getByRole("button").focus();
  assert.equal(await boxes.nth(0).getAttribute("data-pointed"), "true");
});

test("a box lies over the words that it names", async (t) => {
  const { one } = await opened(t);
  const place = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());
  const sheet = await place(one.locator(".page-sheet img"));
  const box = await place(one.locator(".boxes .box").first());
  const scale = sheet.width / 595;
  assert.ok(Math.abs(sheet.height - 842 * scale) < 2, "the picture keeps its shape");
  assert.ok(Math.abs(box.left - sheet.left - 58.5 * scale) < 2);
  assert.ok(Math.abs(box.top - sheet.top - 58.5 * scale) < 2);
});

test("each block tells who read it and how sure that is; doubtful words are marked", async (t) => {
  const { one } = await opened(t);
  await one.getByRole("button", { name: "heading · text layer · 100%" }).waitFor();
  const word = one.locator("mark.doubtful");
  assert.match(await word.textContent(), /^3O/);
  assert.equal(await word.getAttribute("title"), "tesseract is 41% sure; rapidocr read “30”");
  await one.getByRole("button", { name: "Gkent" }).click();
  await one.locator(".boxes .cited").waitFor({ state: "attached" });
});

test("pages are turned and enlarged by buttons and by keys", async (t) => {
  const { one, asked } = await opened(t);
  const second = one.getByAltText("Page 2 as it was read");
  await one.getByRole("button", { name: "Page after" }).click();
  await second.waitFor();
  assert.ok(await one.getByRole("button", { name: "Page after" }).isDisabled());
  await one.getByText("turned by 1.2°, straightened").waitFor();
  await one.locator(".boxes .box").first().focus();
  await one.keyboard.press("ArrowLeft");
  await one.getByAltText("Page 1 as it was read").waitFor();
  const width = () => one.locator(".page-sheet img").evaluate((image) => image.getBoundingClientRect().width);
  const before = await until(width, (now) => now > 100);
  await one.locator(".boxes .box").first().focus();
  await one.keyboard.press("+");
  await one.keyboard.press("+");
  await until(width, (now) => Math.abs(now / before - 2) < 0.01);
  await until(
    () => asked.map(({ what }) => what),
    (told) => told.includes("GET /ID/pages/1/picture?dpi=200"),
  );
  await one.getByRole("button", { name: "Boxes over the page" }).click();
  assert.equal(await one.locator(".boxes").count(), 0);
});

test("tables are tables, and can be saved as CSV", async (t) => {
  const { one, asked } = await opened(t);
  await tab(one, "Tables");
  const table = one.getByRole("tabpanel", { name: "Tables" }).locator("table");
  assert.deepEqual(await table.locator("th").allTextContents(), ["Item", "Quantity", "Price"]);
  assert.deepEqual(await table.locator("tr").last().locator("td").allTextContents(), ["Total", "", "48.50"]);
  const saving = one.waitForEvent("download");
  await one.getByRole("button", { name: "Save table 1 as CSV" }).click();
  assert.equal((await saving).suggestedFilename(), "table-1.csv");
  assert.ok(asked.some(({ what }) => what === "GET /ID/tables/1?format=csv"));
});

test("a table that goes over pages is one, and says which", async (t) => {
  const cell = (row, page) => ({
    ...{ row, column: 0, row_span: 1, column_span: 1, heading: false, text: `row ${row}` },
    ...{ box: [60, 60, 90, 72], page, confidence: 1 },
  });
  const long = { pages: [1, 2], box: [60, 60, 90, 72], caption: "", num_rows: 2, num_columns: 1 };
  const { one } = await opened(t, { tables: [{ ...long, cells: [cell(0, 1), cell(1, 2)] }] });
  await tab(one, "Tables");
  const told = one.getByRole("region", { name: "Table 1" });
  assert.deepEqual(await told.locator("td").allTextContents(), ["row 0", "row 1"]);
  assert.equal(await told.getByRole("button", { name: "Pages 1 to 2" }).count(), 1);
});

test("fields are found by a schema of rows; a value leads to its place, a missing one says why", async (t) => {
  const { one, asked } = await opened(t);
  await tab(one, "Fields");
  assert.ok(await one.getByRole("button", { name: "Find the values" }).isDisabled());
  await one.getByRole("button", { name: "Receipt", exact: true }).click();
  await one.getByRole("button", { name: "Without address" }).click();
  await one.getByLabel("Name of field 1").fill("seller");
  await one.getByRole("button", { name: "Find the values" }).click();
  const missing = one.getByText("Missing: no date stands by such a name");
  await missing.waitFor();
  const { json } = asked.find(({ what }) => what === "POST /ID/extractions");
  const item = { description: { type: "string" }, quantity: { type: "number" }, price: { type: "number" } };
  assert.deepEqual(json, {
    model: null,
    schema: {
      type: "object",
      properties: {
        seller: { type: "string" },
        date: { type: "string", format: "date" },
        total: { type: "number" },
        items: { type: "array", items: { type: "object", properties: item } },
      },
    },
  });
  assert.equal(await one.getByRole("meter", { name: "How sure total is" }).getAttribute("aria-valuenow"), "43");
  await one.getByRole("button", { name: /^48.5/ }).click();
  assert.equal(await one.locator(".boxes .cited").getAttribute("x"), "378.5");
  assert.equal(await one.getByText("the file's data").count(), 0, "of a file without data nothing is said of them");
  await one.getByLabel("Name of field 2").fill("seller");
  await one.getByText("Two fields are named seller.").waitFor();
});

test("a question is answered with the places that it rests on", async (t) => {
  const { one, asked } = await opened(t);
  await tab(one, "Ask");
  await one.getByLabel("Question about this document").fill("When is bread delivered?");
  await one.keyboard.press("Enter");
  await one.getByText("Offline, in the document's own words · 71% sure").waitFor();
  const citation = one.getByRole("button", { name: "Page 2" });
  await citation.click();
  await one.getByAltText("Page 2 as it was read").waitFor();
  assert.equal(await one.locator(".boxes .cited").count(), 1);
  await one.getByLabel("By", { exact: true }).last().selectOption("tiny");
  await one.getByLabel("Question about this document").fill("And who pays?");
  await one.getByRole("button", { name: "Ask", exact: true }).click();
  await one.locator(".answer").nth(1).waitFor();
  const bodies = asked.filter(({ what }) => what === "POST /ID/questions").map(({ json }) => json);
  assert.deepEqual(bodies, [
    { question: "When is bread delivered?", model: null },
    { question: "And who pays?", model: "tiny" },
  ]);
  await tab(one, "Read");
  await tab(one, "Ask");
  assert.equal(await one.locator(".answer").count(), 2, "answers stay when another tab was looked at");
});

test("a document can be taken along in every form", async (t) => {
  const { one, asked } = await opened(t);
  await tab(one, "Export");
  for (const [label, form, ending] of [
    ["Markdown", "markdown", "md"],
    ["HTML", "html", "html"],
    ["JSON", "json", "json"],
  ]) {
    const saving = one.waitForEvent("download");
    await one.getByRole("tabpanel").getByRole("button", { name: label }).click();
    assert.equal((await saving).suggestedFilename(), `invoice.${ending}`);
    assert.ok(asked.some(({ what }) => what === `GET /ID/content?format=${form}`));
  }
});

test("what the server keeps is opened again and deleted", async (t) => {
  const { one, asked } = await opened(t);
  await one.getByRole("button", { name: "Read another" }).click();
  await one.getByText("Show me a document").waitFor();
  await one.getByRole("button", { name: "Documents kept by the server" }).click();
  await one.getByRole("dialog").locator(".row-main").click();
  await one.getByRole("heading", { name: "invoice.pdf", level: 2 }).waitFor();
  await one.getByRole("button", { name: "Documents kept by the server" }).click();
  await one.getByRole("button", { name: "Delete invoice.pdf" }).click();
  await one.getByText("Nothing yet. What is read").waitFor();
  assert.ok(asked.some(({ what }) => what === "DELETE /ID"));
  await one.keyboard.press("Escape");
  await one.getByText("Show me a document").waitFor();
});

test("what is refused says why, and can be tried again otherwise", async (t) => {
  const one = await page(t, "documents", { complains: true });
  await servePapers(one, { refusal: "the file is locked: send its password" });
  await one.locator("input[type=file]").setInputFiles(FILE);
  await one.getByRole("alert").getByText("the file is locked").waitFor();
  await one.getByText("Its password stands among the options below.").waitFor();
  await one.unrouteAll();
  await servePapers(one);
  await one.getByLabel("Password").fill("bread");
  await one.getByRole("button", { name: "Try invoice.pdf again" }).click();
  await one.getByRole("heading", { name: "invoice.pdf", level: 2 }).waitFor();
  assert.equal(await one.getByRole("alert").count(), 0);
});

test("a page without a picture says so and keeps its words", async (t) => {
  const one = await page(t, "documents", { complains: true });
  await servePapers(one);
  await one.route("**/picture?*", (route) =>
    route.fulfill({ status: 500, body: JSON.stringify({ error: { message: "no picture can be drawn" } }) }),
  );
  await one.locator("input[type=file]").setInputFiles(FILE);
  await one.getByRole("alert").getByText("no picture can be drawn").waitFor();
  assert.equal(await one.locator(".read-block").count(), 6);
  assert.equal(await one.locator(".boxes .box").count(), 6);
});

for (const kind of ["paste", "drop"]) {
  test(`a file is taken by ${kind}`, async (t) => {
    const one = await page(t, "documents");
    await servePapers(one);
    await give(one.locator(".drop"), kind, FILE);
    await one.getByRole("heading", { name: "invoice.pdf", level: 2 }).waitFor();
  });
}

test("whoever goes elsewhere finds the document as it was left", async (t) => {
  const { one } = await opened(t);
  await one.getByRole("button", { name: "Page after" }).click();
  await go(one, "draw");
  await go(one, "documents");
  await one.getByAltText("Page 2 as it was read").waitFor();
});

test("forty pages are as quick to turn as two", async (t) => {
  const { one, asked } = await opened(t, { count: 40 });
  await one.getByLabel("Page", { exact: true }).selectOption("33");
  await one.getByText("Line 18 of page 33 says what bread costs.").waitFor();
  await one.getByAltText("Page 33 as it was read").waitFor();
  const pictures = asked.filter(({ what }) => what.includes("/picture")).length;
  assert.equal(pictures, 2, "no page is drawn that nobody looks at");
  assert.ok((await one.locator("*").count()) < 700);
});

test("words of a file are text and nothing else", async (t) => {
  const one = await page(t, "documents");
  await servePapers(one);
  await one.route("**/content?format=json", async (route) => {
    const evil = "<img src=x onerror=document.title='taken'>";
    const word = { text: evil, box: [10, 10, 90, 20], source: "file", confidence: 1 };
    const block = { kind: "paragraph", role: "body", box: word.box, text: evil, confidence: 1, anchor: "", words: [0] };
    const sheet = { number: 1, width_pt: 595, height_pt: 842, turned_deg: 0, steps: [], blocks: [block] };
    const told = { title: evil, media_type: "text/html", readers: [], notes: [evil] };
    await route.fulfill({
      contentType: "application/json",
      body: JSON.stringify({ ...told, pages: [{ ...sheet, words: [word], others: [], doubted: [word] }], tables: [] }),
    });
  });
  await one.locator("input[type=file]").setInputFiles(FILE);
  await one.locator(".read-block").getByText("<img src=x").waitFor();
  assert.notEqual(await one.title(), "taken");
});
