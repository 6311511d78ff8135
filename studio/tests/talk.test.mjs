import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { go } from "./browser.mjs";
import { address, answered, ask, choose, fail, give, note, page, picture, say, talking, until } from "./studio.mjs";

test("words are answered, and their ledger is what the server counted", async (t) => {
  const one = await talking(t);
  const body = await ask(one, "What is a lemon?");
  assert.deepEqual(body.modalities, ["text"]);
  const { choices, usage } = await answered(body);
  const turn = one.getByRole("article", { name: "Sensorium" });
  assert.equal(await turn.locator(".words").textContent(), choices[0].message.content);
  const tally = await turn.locator(".tally").textContent();
  assert.match(tally, new RegExp(`^${usage.total_tokens} tokens`));
  assert.match(tally, new RegExp(`read ${usage.prompt_tokens_details.text_tokens} words`));
});

test("where nothing is pressed the model chooses, and what it chose is shown", async (t) => {
  const one = await page(t, "talk");
  await one.route("**/v1/chat/completions", (asked) =>
    asked.continue({ postData: JSON.stringify({ ...asked.request().postDataJSON(), seed: 3 }) }),
  );
  assert.equal(await one.getByRole("button", { name: "as asked" }).getAttribute("aria-pressed"), "true");
  const body = await ask(one, "Draw a red car");
  assert.deepEqual(body.modalities, []);
  const { choices } = await answered({ ...body, seed: 3 });
  const { message } = choices[0];
  const turn = one.getByRole("article", { name: "Sensorium" });
  await turn.locator(".tally").waitFor();
  const shown = async (kind) => turn.locator(`.made-${kind}`).count();
  assert.equal(await shown("image"), message.images?.length ?? 0);
  assert.equal(await shown("video"), message.videos?.length ?? 0);
  assert.equal(await shown("sound"), message.sounds?.length ?? 0);
  assert.equal((await shown("music")) > 0, Boolean(message.scores));
  assert.equal((await shown("speech")) > 0, Boolean(message.audio));
  await choose(one, "words", "words");
  assert.equal(await one.getByRole("button", { name: "as asked" }).getAttribute("aria-pressed"), "true");
});

test("files go along by button, paste and drop", async (t) => {
  const one = await talking(t);
  const area = one.getByLabel("Ask, or show a file");
  await one.locator("input[type=file]").setInputFiles(picture);
  await give(area, "paste", picture);
  await give(one.locator(".composer"), "drop", note);
  await one.locator(".attachment").nth(2).waitFor();
  await one.getByRole("button", { name: "Remove red.png" }).first().click();
  const body = await ask(one, "What is this?");
  const [message] = body.messages;
  assert.deepEqual(
    message.content.map((part) => part.type),
    ["image_url", "file", "text"],
  );
  assert.equal(message.content[1].file.filename, "note.txt");
  await one.getByRole("article", { name: "You" }).getByAltText("red.png").waitFor();
});

test("several outputs come in the order of being pressed, and are kept in the library", async (t) => {
  const one = await talking(t);
  await choose(one, "picture", "speech", "words");
  const body = await ask(one, "Draw a red car");
  assert.deepEqual(body.modalities, ["image", "speech"]);
  const turn = one.getByRole("article", { name: "Sensorium" });
  await turn.getByAltText("picture: Draw a red car").waitFor();
  await turn.getByRole("button", { name: /^Play speech/ }).waitFor();
  await go(one, "library");
  await one.locator(".gallery-item").nth(1).waitFor();
});

test("what the model says is text, whatever it looks like", async (t) => {
  const one = await talking(t);
  const words = '<img src=x onerror="alert(1)"> **<b>bold</b>**';
  await say(one, words);
  await ask(one, "x");
  const turn = one.getByRole("article", { name: "Sensorium" });
  assert.equal(await turn.locator(".words").textContent(), words);
  assert.equal(await turn.locator("img, b").count(), 0);
});

test("an answer can be stopped, and asked for again", async (t) => {
  const one = await talking(t);
  await one.route("**/v1/chat/completions", () => {}, { times: 1 });
  await one.getByLabel("Ask, or show a file").fill("What is a lemon?");
  await one.keyboard.press("Enter");
  await one.getByRole("button", { name: "Stop" }).click();
  await one.getByText("Stopped.").waitFor();
  await one.getByRole("button", { name: "Ask again" }).click();
  await one.locator(".tally").waitFor();
});

test("of a conversation goes along what is about the last thing that was shown", async (t) => {
  const one = await talking(t);
  await ask(one, "Hello");
  await one.locator("input[type=file]").setInputFiles(picture);
  await ask(one, "What is this?");
  const { messages } = await ask(one, "What colour is it?");
  assert.deepEqual(
    messages.map((message) => message.role),
    ["user", "assistant", "user"],
  );
  assert.deepEqual(
    messages[0].content.map((part) => part.type),
    ["image_url", "text"],
  );
});

test("a conversation that is too long goes on without its beginning", async (t) => {
  const one = await page(t, "settings", { complains: true });
  await one.getByLabel("All turns before").check({ force: true });
  await go(one, "talk");
  await choose(one, "words");
  await ask(one, "First");
  await fail(one, "**/v1/chat/completions", 400, "context_length_exceeded", "It does not fit.");
  await one.getByLabel("Ask, or show a file").fill("Second");
  await one.keyboard.press("Enter");
  await one.getByText("It does not fit.").waitFor();
  await one.unroute("**/v1/chat/completions");
  const sent = one.waitForRequest("**/v1/chat/completions");
  await one.getByRole("button", { name: "Ask without the earlier turns" }).click();
  const { messages } = (await sent).postDataJSON();
  assert.deepEqual(
    messages.map((message) => message.content[0].text),
    ["Second"],
  );
});

test("conversations are found again after a reload, and can be deleted", async (t) => {
  const one = await talking(t);
  await ask(one, "What is a lemon?");
  const told = await one.getByRole("article", { name: "Sensorium" }).locator(".words").textContent();
  await one.reload();
  await one.getByRole("button", { name: "Earlier conversations" }).click();
  await one.getByRole("button", { name: /^What is a lemon/ }).click();
  assert.equal(await one.getByRole("article", { name: "Sensorium" }).locator(".words").textContent(), told);
  await one.getByRole("button", { name: "Earlier conversations" }).click();
  await one.getByRole("button", { name: "Delete What is a lemon?" }).click();
  await one.getByText("Nothing yet.").waitFor();
});

test("an export is a page that says everything without a script, and is taken back", async (t) => {
  const one = await talking(t);
  await one.locator("input[type=file]").setInputFiles(picture);
  await ask(one, "What </script> is <this>?");
  const told = await one.getByRole("article", { name: "Sensorium" }).locator(".words").textContent();
  const saving = one.waitForEvent("download");
  await one.getByRole("button", { name: /^Export or share/ }).click();
  const path = await (await saving).path();
  assert.match(await readFile(path, "utf8"), /default-src 'none'/);

  const plain = await one.context().newPage();
  await plain.setContent(await readFile(path, "utf8"));
  await plain.getByText("What </script> is <this>?").first().waitFor();
  assert.ok(await plain.locator("img").evaluate((image) => image.naturalWidth > 0));

  const other = await page(t, "settings", { at: address });
  await other.locator("input[accept*=html]").setInputFiles({
    name: "conversation.html",
    mimeType: "text/html",
    buffer: await readFile(path),
  });
  await other.getByText("Took in 1 conversations").waitFor();
  await go(other, "talk");
  await other.getByRole("button", { name: "Earlier conversations" }).click();
  await other
    .getByRole("button", { name: /^What <\/script>/ })
    .first()
    .click();
  assert.equal(await other.getByRole("article", { name: "Sensorium" }).locator(".words").textContent(), told);
  assert.ok(await other.getByAltText("red.png").evaluate((image) => image.naturalWidth > 0));
});

test("an answer goes on while another view is shown", async (t) => {
  const one = await page(t, "talk");
  await choose(one, "picture");
  await one.getByLabel("Ask, or show a file").fill("Draw a red car");
  await one.keyboard.press("Enter");
  await go(one, "settings");
  await go(one, "talk");
  await one.locator(".tally").waitFor();
  assert.equal(await one.getByText("Stopped.").count(), 0);
  assert.ok(await one.locator("main").evaluate((main) => main.contains(document.activeElement)));
});

test("a browser that keeps nothing says so, and still answers", async (t) => {
  const one = await talking(t);
  await one.evaluate(() => {
    IDBFactory.prototype.open = () => {
      const asked = new EventTarget();
      setTimeout(() => asked.onerror());
      return asked;
    };
  });
  await ask(one, "What is a lemon?");
  await one.getByText("The browser keeps nothing").waitFor();
  await one.locator(".tally").waitFor();
});

test("the end of a long answer is in sight, and who has gone back up stays there", async (t) => {
  const one = await talking(t);
  await say(one, "Three apples. ".repeat(600));
  await ask(one, "What is this?");
  await one.getByRole("article", { name: "Sensorium" }).locator(".words").waitFor();
  const box = one.locator(".talk .scroll");
  const left = () => box.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight));
  assert.ok((await box.evaluate((it) => it.scrollHeight - it.clientHeight)) > 1000);
  await until(left, (px) => px <= 1);
  await one.setViewportSize({ width: 700, height: 860 }); // the answer becomes longer
  await until(left, (px) => px <= 1);
  await box.evaluate((it) => (it.scrollTop = 200));
  await until(left, (px) => px > 1000);
  await one.setViewportSize({ width: 500, height: 860 });
  await one.waitForTimeout(300);
  assert.equal(await box.evaluate((it) => it.scrollTop), 200);
});
