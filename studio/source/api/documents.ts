/** `/v1/documents`: what was read of a file, its pages as pictures, values and answers out of it. */

import { get, post, request } from "./http";

/** Left, top, right, bottom, in points from the upper left corner of the page. */
export type Box = [number, number, number, number];

/** A document that the server reads or has read. */
export interface DocumentCard {
  id: string;
  status: "queued" | "in_progress" | "completed" | "failed";
  progress: number;
  created_at: number;
  filename: string;
  num_pages: number | null;
  title: string | null;
  readers: string[] | null;
  notes: string[] | null;
  error: { message: string } | null;
}

export interface Word {
  text: string;
  box: Box;
  source: string;
  confidence: number;
  votes?: { reader: string; text: string; confidence: number | null }[];
}

export interface Cell {
  row: number;
  column: number;
  row_span: number;
  column_span: number;
  heading: boolean;
  text: string;
  box: Box;
}

export interface Series {
  name: string;
  values: (number | null)[];
}

interface Common {
  box: Box;
  text: string;
  confidence: number;
  anchor: string;
  words: number[];
}

export type Block = Common &
  (
    | { kind: "block" }
    | { kind: "paragraph"; role: "body" | "header" | "footer" | "footnote" | "caption" | "code" }
    | { kind: "heading"; level: number }
    | { kind: "list_item"; marker: string; level: number }
    | { kind: "table"; caption: string; cells: Cell[] }
    | { kind: "figure"; caption: string; alt: string }
    | { kind: "pair"; key: number[]; value: number[] }
    | { kind: "chart"; chart: string; title: string; categories: string[]; series: Series[]; caption: string }
  );

export interface ReadPage {
  number: number;
  width_pt: number;
  height_pt: number;
  turned_deg: number;
  steps: string[];
  blocks: Block[];
  words: Word[];
  others: Word[];
  doubted: Word[];
}

/** A document as it was read. */
export interface Reading {
  title: string;
  media_type: string;
  readers: string[];
  notes: string[];
  pages: ReadPage[];
  tables: WholeTable[];
}

/** A table with all its parts on the pages that it goes over; its box is that of the first. */
export interface WholeTable {
  pages: number[];
  box: Box;
  caption: string;
  cells: Cell[];
}

/** How a file is to be read; what is empty is left to the server. */
export interface ReadingWish {
  pages: string;
  reader: string;
  verify: string;
  password: string;
  figures: boolean;
}

/** A value with its place. `beside`: what the pages say in the place of what the file's data tell. */
export interface Found {
  value: string | number | boolean | null;
  text?: string;
  page?: number;
  box?: Box;
  confidence?: number;
  reader?: string;
  reason?: string;
  currency?: string;
  alternatives?: string[];
  supported?: boolean;
  beside?: Found;
}

/** Values in the form of a schema, and each by its path; `disputed`: paths of those that data and pages tell otherwise. */
export interface Extraction {
  values: Record<string, unknown>;
  fields: Record<string, Found>;
  faults: string[];
  by: string;
  disputed?: string[];
}

export interface Citation {
  page: number;
  box: Box;
  text: string;
}

export interface Answer {
  answer: string | null;
  citations: Citation[];
  confidence: number;
  reason: string;
  by: string;
  unsupported: string[];
}

export type WrittenForm = "json" | "markdown" | "html" | "text";

const POLL_MS = 500;
const MOST_LISTED = 100;
const ROUTE = "v1/documents";

/** Hand a file over to be read; what is wrong with the wish is thrown at once. */
export async function beginReading(file: File, wish: ReadingWish, signal: AbortSignal): Promise<DocumentCard> {
  const form = new FormData();
  form.set("file", file, file.name);
  for (const name of ["pages", "reader", "verify", "password"] as const) {
    if (wish[name].trim()) form.set(name, wish[name].trim());
  }
  form.set("figures", String(wish.figures));
  return (await request(ROUTE, { method: "POST", body: form, signal })).json() as Promise<DocumentCard>;
}

/** Look after a document until it is read. Going away does not end the reading. Throws the reason where it failed. */
export async function readThrough(
  id: string,
  signal: AbortSignal,
  told: (card: DocumentCard) => void,
): Promise<DocumentCard> {
  for (;;) {
    const card = await get<DocumentCard>(`${ROUTE}/${id}`, signal);
    told(card);
    if (card.status === "failed") throw new Error(card.error?.message ?? "The document could not be read.");
    if (card.status === "completed") return card;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    signal.throwIfAborted();
  }
}

/** What the server keeps, the newest first; of very many the newest alone. */
export async function documents(): Promise<DocumentCard[]> {
  return (await get<{ data: DocumentCard[] }>(`${ROUTE}?limit=${MOST_LISTED}`)).data;
}

export async function deleteDocument(id: string): Promise<void> {
  await request(`${ROUTE}/${id}`, { method: "DELETE" });
}

export function reading(id: string, signal?: AbortSignal): Promise<Reading> {
  return get<Reading>(`${ROUTE}/${id}/content?format=json`, signal);
}

/** The whole document in a form for other programs. */
export async function written(id: string, form: WrittenForm): Promise<Blob> {
  return (await request(`${ROUTE}/${id}/content?format=${form}`)).blob();
}

/** A table, by its number in the document from 1, as CSV. */
export async function tableAsCsv(id: string, number: number): Promise<Blob> {
  return (await request(`${ROUTE}/${id}/tables/${number}?format=csv`)).blob();
}

/** A page as it was read. */
export async function pagePicture(id: string, number: number, dpi: number, signal: AbortSignal): Promise<Blob> {
  return (await request(`${ROUTE}/${id}/pages/${number}/picture?dpi=${dpi}`, { signal })).blob();
}

/** Values by a JSON schema; `model` null: by the layout alone. */
export async function extract(
  id: string,
  schema: object,
  model: string | null,
  signal: AbortSignal,
): Promise<Extraction> {
  return (await post(`${ROUTE}/${id}/extractions`, { schema, model }, signal)).json() as Promise<Extraction>;
}

/** An answer out of the document; `model` null: in its own words. */
export async function answer(id: string, question: string, model: string | null, signal: AbortSignal): Promise<Answer> {
  return (await post(`${ROUTE}/${id}/questions`, { question, model }, signal)).json() as Promise<Answer>;
}
