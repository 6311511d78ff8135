// Pictures of every view at three widths, light and dark, in every state: `node tests/pictures.mjs ADDRESS FOLDER [VIEW…]`.
// They are looked at by people; no test compares them.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { go, launch, open } from "./browser.mjs";
import { DISPUTED, readPaper, servePapers } from "./papers.mjs";

const [address, folder, ...wanted] = process.argv.slice(2);
const SIZES = { 390: 844, 820: 1100, 1440: 900 };
const PATIENCE = { timeout: 240_000 };
const FILE = { name: "invoice.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 made up") };
const LONG = "Describe everything that you see, from left to right, with its colour and its place. ".repeat(8);

const STATES = {
  talk: {
    empty: async () => {},
    full: async (page) => {
      await page.getByRole("button", { name: "Draw a red car left of a dog" }).click();
      await answered(page);
      await page.getByLabel("Ask, or show a file").fill("What colour is a ripe lemon?");
      await page.keyboard.press("Enter");
      await answered(page);
    },
    spoken: async (page) => {
      await page.getByRole("button", { name: "Say: Good morning." }).click();
      await answered(page);
    },
    long: async (page) => {
      await page.getByLabel("Ask, or show a file").fill(LONG);
      await page.keyboard.press("Enter");
      await answered(page);
    },
    loading: async (page) => {
      await page.route("**/v1/chat/completions", () => {});
      await page.getByRole("button", { name: "Compose a jig in D major" }).click();
    },
    error: async (page) => {
      await failing(page, "**/v1/chat/completions", 400, "context_length_exceeded");
      await page.getByRole("button", { name: "Compose a jig in D major" }).click();
      await page.getByRole("alert").waitFor();
    },
    history: async (page) => {
      await page.getByRole("button", { name: "Earlier conversations" }).click();
    },
  },
  live: {
    empty: async () => {},
    full: async (page) => {
      await page.routeWebSocket("**/v1/realtime*", talking);
      await page.getByRole("button", { name: "Begin" }).click();
      await page.getByText("A red car left of a dog.").waitFor();
    },
    camera: async (page) => {
      await page.getByRole("button", { name: "Show what the camera sees" }).click();
      await page.waitForTimeout(800);
    },
    error: async (page) => {
      await page.routeWebSocket("**/v1/realtime*", (socket) => socket.close());
      await page.getByRole("button", { name: "Begin" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  documents: {
    empty: async () => {},
    loading: async (page) => {
      await servePapers(page, { polls: 1e6 });
      await page.locator("input[type=file]").setInputFiles(FILE);
      await page.getByText("Reading a document of 2 pages").waitFor();
    },
    error: async (page) => {
      await servePapers(page, { refusal: "the file is locked: send its password" });
      await page.locator("input[type=file]").setInputFiles(FILE);
      await page.getByRole("alert").waitFor();
    },
    full: async (page) => {
      await servePapers(page);
      await readPaper(page);
      await page.locator(".read-block").nth(3).hover();
    },
    tables: async (page) => {
      await page.getByRole("tab", { name: "Tables" }).click();
    },
    fields: async (page) => {
      await page.getByRole("tab", { name: "Fields" }).click();
      await page.getByRole("button", { name: "Receipt" }).click();
      await page.getByRole("button", { name: "Find the values" }).click();
      await page.getByRole("button", { name: /^48.5/ }).click();
    },
    ask: async (page) => {
      await page.getByRole("tab", { name: "Ask" }).click();
      await page.getByLabel("Question about this document").fill("When is bread delivered?");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^Page 2/ }).click();
    },
    export: async (page) => {
      await page.getByRole("tab", { name: "Export" }).click();
    },
    kept: async (page) => {
      await page.getByRole("button", { name: "Documents kept by the server" }).click();
      await page.getByRole("button", { name: "Delete invoice.pdf" }).waitFor();
    },
    differing: async (page) => {
      await servePapers(page, { values: DISPUTED });
      await readPaper(page);
      await page.getByRole("tab", { name: "Fields" }).click();
      await page.getByRole("button", { name: "Receipt" }).click();
      await page.getByRole("button", { name: "Find the values" }).click();
      await page.getByRole("button", { name: /^48.5/ }).click();
    },
    long: async (page) => {
      await servePapers(page, { count: 40 });
      await readPaper(page);
      await page.getByLabel("Page", { exact: true }).selectOption("33");
    },
  },
  draw: {
    empty: async () => {},
    loading: async (page) => {
      await page.route("**/v1/images/generations", () => {});
      await make(page, "three green apples", "Draw");
    },
    full: async (page) => {
      await make(page, "a red car left of a dog", "Draw");
      await page.locator(".caption").waitFor(PATIENCE);
    },
    error: async (page) => {
      await failing(page, "**/v1/images/generations", 429, "overloaded");
      await make(page, "three green apples", "Draw");
      await page.getByRole("alert").waitFor();
    },
  },
  film: {
    empty: async () => {},
    full: async (page) => {
      await make(page, "a dog moving to the right", "Film");
      await page.locator(".caption").waitFor(PATIENCE);
    },
  },
  compose: {
    empty: async () => {},
    full: async (page) => {
      await make(page, "a jig in D major", "Compose");
      await page.locator(".paper img").waitFor(PATIENCE);
    },
  },
  speak: {
    empty: async () => {},
    full: async (page) => {
      await page.getByLabel("Words to say").fill("Good morning.");
      await page.getByRole("button", { name: "Say it" }).click();
      await page.locator(".half .player").first().waitFor(PATIENCE);
    },
  },
  library: {
    empty: async () => {},
    full: async (page) => {
      await go(page, "draw");
      await make(page, "three green apples", "Draw");
      await page.locator(".caption").waitFor(PATIENCE);
      await go(page, "compose");
      await make(page, "a slow air in A minor", "Compose");
      await page.locator(".caption").waitFor(PATIENCE);
      await go(page, "library");
      await page.locator(".gallery-item").first().waitFor();
    },
    detail: async (page) => {
      await page.locator(".gallery-item").last().click();
    },
  },
  inside: {
    empty: async () => {},
    full: async (page) => {
      const picture = await drawn(page);
      await page.locator("input[type=file]").setInputFiles(picture);
      await page.getByRole("button", { name: "picture", exact: true }).click();
      await page.getByLabel("Ask something, and look inside the answer").fill("What is this?");
      await page.keyboard.press("Enter");
      await page.locator(".chances.looks li").first().waitFor(PATIENCE);
    },
    cell: async (page) => {
      await page.locator(".tile-cell").nth(27).click();
      await page.waitForTimeout(500);
    },
  },
  settings: {
    empty: async (page) => {
      await page.locator(".model-card").first().waitFor(PATIENCE);
    },
    error: async (page) => {
      await failing(page, "**/v1/models", 401, "invalid_api_key");
      await page.reload();
      await page.getByRole("alert").waitFor();
    },
  },
};
/** States that go on from the one before instead of from a fresh page. */
const CONTINUED = new Set(["history", "detail", "cell", "camera", "tables", "fields", "ask", "export", "kept"]);

const browser = await launch();
await mkdir(folder, { recursive: true });
for (const [view, states] of Object.entries(STATES)) {
  if (wanted.length && !wanted.includes(view)) continue;
  let page;
  for (const [state, reach] of Object.entries(states)) {
    if (!CONTINUED.has(state)) {
      await page?.context().close();
      page = await open(browser, address, view);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await reach(page);
    await taken(page, `${view}-${state}`);
    if (page.complaints.length) console.log(view, state, page.complaints);
    page.complaints.length = 0;
  }
  await page.context().close();
}
await browser.close();

async function taken(page, name) {
  for (const [width, height] of Object.entries(SIZES)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
    }
  }
}

async function make(page, words, verb) {
  await page.locator(".bench textarea").fill(words);
  await page.getByRole("button", { name: verb, exact: true }).click();
}

async function answered(page) {
  await page.locator(".turn.model[aria-busy=true]").waitFor();
  await page.locator(".turn.model[aria-busy=true]").waitFor({ state: "detached", ...PATIENCE });
  await page.waitForTimeout(800);
}

/** A server of a live talk that says the same whatever it hears. */
function talking(socket) {
  const tell = (type, more) => socket.send(JSON.stringify({ type, ...more }));
  const caption = "conversation.item.input_audio_transcription.completed";
  const answer = "response.output_audio_transcript.done";
  socket.onMessage((message) => {
    if (JSON.parse(message).type !== "session.update") return;
    tell("session.updated");
    tell(caption, { item_id: "1", transcript: "How many things do you see?" });
    tell(answer, { item_id: "2", transcript: "Two." });
    tell(caption, { item_id: "3", transcript: "What are they?" });
    tell(answer, { item_id: "4", transcript: "A red car left of a dog." });
  });
  tell("session.created");
}

async function failing(page, route, status, code) {
  const messages = {
    429: "64 requests are being answered or wait: try again in 2 s",
    401: "This server wants a key it knows: send the header Authorization: Bearer KEY",
    400: "the request and its reply do not fit the model's context; send less or ask for fewer outputs (limit 1536 tokens, got 2048 tokens)",
  };
  const body = JSON.stringify({ error: { message: messages[status], type: "error", param: null, code } });
  await page.route(route, (one) => one.fulfill({ status, contentType: "application/json", body }));
}

/** A picture to show to the model: a red disc and a green square. */
async function drawn(page) {
  const address = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 128;
    const context = canvas.getContext("2d");
    context.fillStyle = "#f4f1ea";
    context.fillRect(0, 0, 128, 128);
    context.fillStyle = "#d33";
    context.arc(38, 64, 24, 0, 7);
    context.fill();
    context.fillStyle = "#2a6";
    context.fillRect(76, 44, 40, 40);
    return canvas.toDataURL("image/png");
  });
  return { name: "picture.png", mimeType: "image/png", buffer: Buffer.from(address.split(",")[1], "base64") };
}
