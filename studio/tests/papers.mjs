// A server of documents that stands in for the real one, within the page's own requests: its papers are made up here,
// and their pictures are drawn from the same words, so that boxes lie over what they name.

const WIDTH_PT = 595;
const HEIGHT_PT = 842;
const JSON_TYPE = "application/json";

/** An invoice and a letter behind it; a table, a chart, a doubted word on its first pages; then `count` - 2 of prose. */
export function paper(count = 2) {
  const pages = [invoice(), letter(), ...Array.from({ length: Math.max(count - 2, 0) }, (_, at) => prose(at + 3))];
  return {
    version: 1,
    title: "Invoice 4711",
    media_type: "application/pdf",
    readers: ["tesseract", "rapidocr"],
    notes: ["page 2 is a picture: it was read by tesseract"],
    pages: pages.slice(0, count),
    tables: pages.slice(0, count).flatMap(whole),
  };
}

/** The tables of a page as the document has them, each on that page alone. */
function whole({ number, blocks }) {
  return blocks
    .filter(({ kind }) => kind === "table")
    .map(({ box, caption, cells }) => ({
      ...{ pages: [number], box, caption, num_rows: 4, num_columns: 3 },
      cells: cells.map(({ words, ...cell }) => ({ ...cell, page: number, confidence: words.length ? 0.9 : 1 })),
    }));
}

function sheet(number) {
  const words = [];
  const page = { number, width_pt: WIDTH_PT, height_pt: HEIGHT_PT, turned_deg: 0, steps: [], blocks: [], words };
  const write = (text, left, top, size = 11, facts = {}) => {
    const numbers = [];
    for (const one of text.split(" ")) {
      const right = left + one.length * size * 0.55;
      numbers.push(words.length);
      words.push({ text: one, box: [left, top, right, top + size], source: "text layer", confidence: 1, ...facts });
      left = right + size * 0.4;
    }
    return numbers;
  };
  const put = (kind, numbers, own = {}) => {
    const boxes = numbers.map((one) => words[one].box);
    const edge = (at, most) => most(...boxes.map((box) => box[at]));
    const box = [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
    const text = numbers.map((one) => words[one].text).join(" ");
    const confidence = numbers.reduce((sum, one) => sum + words[one].confidence, 0) / numbers.length;
    page.blocks.push({ kind, box, text, confidence, anchor: "", words: numbers, ...own });
    return box;
  };
  return { page: { ...page, others: [], doubted: [] }, write, put };
}

function invoice() {
  const { page, write, put } = sheet(1);
  put("heading", write("Invoice 4711", 60, 60, 24), { level: 1 });
  put("paragraph", write("Baker & Sons, 5 Mill Lane, Ghent", 60, 100), { role: "body" });
  const key = write("Invoice date:", 60, 140);
  const value = write("2026-03-05", 160, 140);
  put("pair", [...key, ...value], { key, value });
  const rows = [
    ["Item", "Quantity", "Price"],
    ["Rye bread", "12", "30.00"],
    ["Plum cake", "2", "18.50"],
    ["Total", "", "48.50"],
  ];
  const cells = [];
  const all = [];
  rows.forEach((row, at) =>
    row.forEach((text, column) => {
      const [left, top] = [60 + column * 160, 190 + at * 24];
      const numbers = text ? write(text, left, top) : [];
      all.push(...numbers);
      const box = [left, top, left + 150, top + 14];
      cells.push({ row: at, column, row_span: 1, column_span: 1, heading: at === 0, text, box, words: numbers });
    }),
  );
  put("table", all, { caption: "What was delivered", cells });
  const told = write("Please pay within", 60, 320);
  const votes = [{ reader: "rapidocr", text: "30", confidence: 0.9 }];
  const doubtful = write("3O", 160, 320, 11, { source: "tesseract", confidence: 0.41, votes });
  put("paragraph", [...told, ...doubtful, ...write("days.", 185, 320)], { role: "body" });
  page.doubted.push({ text: "Gkent", box: [400, 100, 440, 112], source: "rapidocr", confidence: 0.3, size_pt: 11 });
  put("paragraph", write("Page 1 of 2", 270, 800, 8), { role: "footer" });
  return page;
}

function letter() {
  const { page, write, put } = sheet(2);
  const scanned = { source: "tesseract", confidence: 0.93 };
  put("heading", write("Conditions", 60, 60, 18, scanned), { level: 2 });
  put("list_item", write("Bread is delivered before six.", 80, 100, 11, scanned), { marker: "1.", level: 1 });
  put("list_item", write("Cakes are made to order.", 80, 122, 11, scanned), { marker: "2.", level: 1 });
  put("chart", write("Loaves a day", 60, 180, 11, scanned), {
    chart: "bar",
    title: "Loaves a day",
    first_axis: "",
    second_axis: "",
    categories: ["Monday", "Tuesday"],
    series: [{ name: "Rye", values: [120, null], confidences: [0.9, 0] }],
    caption: "",
  });
  return { ...page, turned_deg: 1.24, steps: ["straightened"] };
}

function prose(number) {
  const { page, write, put } = sheet(number);
  put("heading", write(`Chapter ${number}`, 60, 60, 18), { level: 2 });
  for (let at = 0; at < 18; at++) {
    put("paragraph", write(`Line ${at + 1} of page ${number} says what bread costs.`, 60, 100 + at * 36), {
      role: "body",
    });
  }
  return page;
}

/** The picture of a page: its words where they stand. */
function drawn(page) {
  const clean = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const words = [...page.words, ...page.doubted].map(
    ({ text, box: [left, top, right, bottom] }) =>
      `<text x="${left}" y="${bottom - 2}" font-family="serif" font-size="${bottom - top}" textLength="${right - left}" lengthAdjust="spacingAndGlyphs">${clean(text)}</text>`,
  );
  const size = `width="${page.width_pt * 2}" height="${page.height_pt * 2}" viewBox="0 0 ${page.width_pt} ${page.height_pt}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${words.join("")}</svg>`;
}

export const VALUES = {
  object: "document.extraction",
  values: { invoice_number: "4711", total: 48.5, due_date: null },
  fields: {
    invoice_number: {
      value: "4711",
      text: "4711",
      page: 1,
      box: [163, 60, 216, 84],
      confidence: 0.97,
      reader: "text layer",
      grounded: true,
    },
    total: { value: 48.5, text: "48.50", page: 1, box: [380, 262, 410, 273], confidence: 0.43, reader: "text layer" },
    due_date: { value: null, reason: "no date stands by such a name" },
  },
  faults: [],
  by: "layout",
};

const VOTE = { reader: "text layer", confidence: 1 };

/** The same paper with data of its own, which its page bears out, does not tell, or contradicts. */
export const DISPUTED = {
  object: "document.extraction",
  values: {
    invoice_number: "4711",
    date: "2026-05-03",
    seller: "Baker & Sons Ltd",
    total: 84.5,
    due_date: "2026-06-02",
  },
  fields: {
    invoice_number: {
      ...{ value: "4711", text: "4711", page: 1, box: [163, 60, 216, 84], confidence: 0.99, reader: "embedded data" },
      ...{ votes: [{ ...VOTE, text: "4711" }], supported: true, grounded: true },
    },
    date: {
      ...{
        value: "2026-05-03",
        confidence: 0.5,
        reader: "embedded data",
        ambiguous: true,
        alternatives: ["2026-03-05"],
      },
      ...{ reason: "disputed: page 1 says '2026-03-05', the data that the file carries '2026-05-03'" },
      ...{ votes: [{ ...VOTE, text: "2026-03-05" }], supported: false, grounded: false },
      beside: {
        ...{ value: "2026-03-05", text: "2026-03-05", page: 1, box: [160, 140, 220.5, 151], confidence: 0.95 },
        ...{ reader: "text layer", grounded: true },
      },
    },
    seller: {
      ...{ value: "Baker & Sons Ltd", text: "Baker & Sons", page: 1, box: [60, 100, 140, 111], confidence: 0.95 },
      ...{ reader: "embedded data", votes: [{ ...VOTE, text: "Baker & Sons" }], supported: true, grounded: true },
      ...{ reason: "page 1 says 'Baker & Sons' in its place, which is a part of it", alternatives: ["Baker & Sons"] },
    },
    total: {
      ...{ value: 84.5, currency: "EUR", confidence: 0.5, reader: "embedded data", ambiguous: true },
      ...{ reason: "disputed: page 1 says '48.50', the data that the file carries '84.50'", alternatives: ["48.50"] },
      ...{ votes: [{ ...VOTE, text: "48.50" }], supported: false, grounded: false },
      beside: {
        ...{ value: 48.5, text: "48.50", page: 1, box: [380, 262, 410, 273], confidence: 0.97, currency: "EUR" },
        ...{ reader: "text layer", grounded: true },
      },
    },
    due_date: {
      ...{ value: "2026-06-02", confidence: 0.8, reader: "embedded data", supported: false, grounded: false },
      reason: "told by the data that the file carries; it was not found on a page",
      votes: [{ reader: "text layer", text: "", confidence: null }],
    },
    items: {
      ...{ value: null, reader: "embedded data", alternatives: ["Plum cake", "Rye bread"] },
      reason: "disputed: page 1 has rows that the data do not have, 'Plum cake' the first of them",
      beside: { value: "Plum cake", text: "Plum cake", page: 1, box: [60, 238, 115, 249], reader: "text layer" },
    },
  },
  faults: [],
  by: "layout",
  disputed: ["date", "total", "items"],
};

export const ANSWER = {
  object: "document.answer",
  answer: "before six",
  citations: [{ page: 2, box: [80, 100, 260, 111], text: "Bread is delivered before six." }],
  confidence: 0.71,
  reason: "",
  by: "extractive",
  unsupported: [],
};

/** Stand in for `/v1/documents` in a page. What came in is noted in `asked`; `polls`: how often it is not read yet. */
export async function servePapers(one, { count = 2, polls = 1, refusal, kept = [], tables, values = VALUES } = {}) {
  const made = paper(count);
  const told = { ...made, tables: tables ?? made.tables };
  const asked = [];
  let cards = [...kept];
  const tell = (route, json, status = 200) =>
    route.fulfill({ status, contentType: JSON_TYPE, body: JSON.stringify(json) });
  const card = (id, status, progress) => ({
    id,
    object: "document",
    status,
    progress,
    created_at: 1_790_000_000,
    completed_at: null,
    file_id: "file_1",
    filename: "invoice.pdf",
    num_pages: status === "queued" ? null : count,
    title: status === "completed" ? told.title : "",
    readers: told.readers,
    notes: told.notes,
    error: null,
  });
  await one.route(/\/v1\/documents(\/|\?|$)/, (route) => {
    const request = route.request();
    const [path, query] = request.url().split("/v1/documents")[1].split("?");
    const what = `${request.method()} ${path.replace(/document_\w+/, "ID")}${query ? `?${query}` : ""}`;
    asked.push({
      what,
      json: request.headers()["content-type"]?.startsWith(JSON_TYPE) ? request.postDataJSON() : null,
    });
    if (what === "POST ") {
      if (refusal) return tell(route, { error: { message: refusal, code: "document_encrypted", param: null } }, 400);
      cards = [card("document_1", "queued", 0), ...cards];
      return tell(route, cards[0]);
    }
    if (what === "GET ?limit=100") return tell(route, { object: "list", data: cards, has_more: false });
    if (what === "DELETE /ID") {
      cards = cards.filter(({ id }) => !path.endsWith(id));
      return tell(route, { id: path.slice(1), deleted: true });
    }
    if (what === "GET /ID") {
      const state = polls-- > 0 ? card("document_1", "in_progress", 40) : card("document_1", "completed", 100);
      return tell(route, state);
    }
    if (what === "GET /ID/content?format=json") return tell(route, told);
    if (what.startsWith("GET /ID/content"))
      return route.fulfill({ contentType: "text/markdown", body: "# Invoice 4711\n" });
    if (what.startsWith("GET /ID/tables")) return route.fulfill({ contentType: "text/csv", body: "Item,Quantity\r\n" });
    const page = /\/pages\/(\d+)\/picture/.exec(path);
    if (page) return route.fulfill({ contentType: "image/svg+xml", body: drawn(told.pages[page[1] - 1]) });
    if (what === "POST /ID/extractions") return tell(route, values);
    if (what === "POST /ID/questions") return tell(route, ANSWER);
    return tell(route, { error: { message: `no route ${what}` } }, 404);
  });
  return asked;
}

/** Give a file to be read and wait until it is. */
export async function readPaper(one) {
  await one.locator("input[type=file]").setInputFiles({
    name: "invoice.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.4 made up"),
  });
  await one.getByRole("heading", { name: "invoice.pdf", level: 2 }).waitFor();
  await one.getByAltText("Page 1 as it was read").waitFor();
}
