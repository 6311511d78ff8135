// Documents for whoever uses a keyboard, a screen reader or a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faults } from "./faults.mjs";
import { opened, tab } from "./opened.mjs";
import { DISPUTED } from "./papers.mjs";

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

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function found(one) {
  await tab(one, "Fields");
  await one.getByRole("button", { name: "Invoice", exact: true }).click();
  await one.getByRole("button", { name: "Find the values" }).click();
  await one.getByText("3 values differ between the file's data and its pages.").waitFor();
}

for (const colorScheme of ["light", "dark"]) {
  for (const [size, options] of Object.entries({ desk: {}, phone })) {
    test(`axe finds nothing serious where data and pages differ, ${size}, ${colorScheme}`, async (t) => {
      const { one } = await opened(t, { values: DISPUTED }, { colorScheme, reducedMotion: "reduce", ...options });
      await found(one);
      assert.deepEqual(await faults(one), []);
      const whole = () => [document.documentElement.scrollWidth, document.documentElement.scrollTop];
      assert.deepEqual(await one.evaluate(whole), [one.viewportSize().width, 0], "only its panel scrolls");
    });
  }
}

test("what differs is reached and told without seeing it", async (t) => {
  const { one } = await opened(t, { values: DISPUTED }, phone);
  await found(one);
  const summary = one.getByRole("group", { name: "What differs" });
  assert.deepEqual(await summary.getByRole("button").allTextContents(), ["date", "total", "items"]);
  await summary.getByRole("button", { name: "total" }).focus();
  await one.keyboard.press("Enter");
  assert.equal(await one.evaluate(() => document.activeElement.id), "value-total");
  const { top } = await one.locator("#value-total").evaluate((element) => element.getBoundingClientRect().toJSON());
  const { bottom } = await one.locator(".page-stage").evaluate((element) => element.getBoundingClientRect().toJSON());
  assert.ok(top >= bottom && top < 844, "its row lies below the page, which stays in sight");
  await one.keyboard.press("Tab");
  await one.keyboard.press("Enter");
  const mark = await one.locator(".boxes .cited").getAttribute("x");
  assert.equal(mark, "378.5");
  await one
    .getByRole("group", { name: "items: data and page differ" })
    .getByRole("button", { name: /^Plum cake.*show on page 1$/ })
    .waitFor();
  await one.getByText("also Rye bread").waitFor();
});

test("on a phone nothing is wider than the screen, and a citation brings its page into sight", async (t) => {
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
