// Documents for whoever uses a keyboard, a screen reader or a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faults } from "./faults.mjs";
import { opened, tab } from "./opened.mjs";

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious in an open document, ${colorScheme}`, async (t) => {
    const { one } = await opened(t, {}, { colorScheme, reducedMotion: "reduce" });
    assert.deepEqual(await faults(one), [], "read");
    await tab(one, "Tables");
    assert.deepEqual(await faults(one), [], "tables");
    await tab(one, "Fields");
    await one.getByRole("button", { name: "Invoice", exact: true }).click();
    await one.getByRole("button", { name: "Find the values" }).click();
    await one.getByText("Missing:").waitFor();
    assert.deepEqual(await faults(one), [], "fields");
    await tab(one, "Ask");
    await one.getByLabel("Question about this document").fill("When?");
    await one.keyboard.press("Enter");
    await one.getByRole("button", { name: "Page 2" }).click();
    assert.deepEqual(await faults(one), [], "ask");
    await tab(one, "Export");
    assert.deepEqual(await faults(one), [], "export");
    await one.getByRole("button", { name: "Documents kept by the server" }).click();
    await one.getByRole("button", { name: "Delete invoice.pdf" }).waitFor();
    assert.deepEqual(await faults(one), [], "kept");
  });
}

test("on a phone nothing is wider than the screen, and a citation brings its page into sight", async (t) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { one } = await opened(t, {}, phone);
  for (const name of ["Read", "Tables", "Fields", "Ask", "Export"]) {
    await tab(one, name);
    assert.equal(await one.evaluate(() => document.documentElement.scrollWidth), 390, name);
  }
  await tab(one, "Ask");
  await one.getByLabel("Question about this document").fill("When?");
  await one.keyboard.press("Enter");
  await one.getByRole("button", { name: "Page 2" }).click();
  const mark = one.locator(".boxes .cited");
  await mark.waitFor();
  const { top, bottom } = await mark.evaluate((element) => element.getBoundingClientRect().toJSON());
  assert.ok(top >= 0 && bottom <= 844);
  assert.deepEqual(await faults(one), []);
});

test("everything about a document can be reached by keyboard alone", async (t) => {
  const { one } = await opened(t);
  await one.getByRole("tab", { name: "Read" }).focus();
  await one.keyboard.press("ArrowRight");
  await one.keyboard.press("ArrowRight");
  await one.getByRole("tab", { name: "Fields", selected: true }).waitFor();
  await one.keyboard.press("ArrowRight");
  await one.keyboard.press("Tab");
  await one.keyboard.press("Tab");
  await one.keyboard.type("When is bread delivered?");
  await one.keyboard.press("Enter");
  await one.getByRole("button", { name: "Page 2" }).focus();
  await one.keyboard.press("Enter");
  await one.getByAltText("Page 2 as it was read").waitFor();
  await one.locator(".boxes .box").first().focus();
  await one.keyboard.press("Enter");
  await one.getByRole("tab", { name: "Read", selected: true }).waitFor();
});
