/** The document that is open: its page in sight, and what on it is pointed at. */

import { signal } from "@preact/signals";
import type { Box, Cell, Block, ReadPage, Word } from "../api/documents";

/** The document that is open, by its name on the server; null where none is. */
export const openId = signal<string | null>(null);
/** The page in sight, from 1. */
export const pageNumber = signal(1);
/** What is pointed at, by hand or by focus: a block of the page in sight, by its place in the order; null for none. */
export const pointed = signal<number | null>(null);
/** What an answer or a value rests on: it stays marked until something else is. */
export const cited = signal<{ page: number; box: Box } | null>(null);

export function openDocument(id: string | null): void {
  openId.value = id;
  pageNumber.value = 1;
  pointed.value = cited.value = null;
}

/** Turn to a page. */
export function turnTo(number: number): void {
  pointed.value = null;
  pageNumber.value = number;
}

/** Turn to where something stands, and mark it. */
export function show(page: number, box: Box): void {
  pageNumber.value = page;
  pointed.value = null;
  cited.value = { page, box };
}

/** Below this confidence a word is marked as doubtful. */
const DOUBTFUL = 0.6;

/** Whether another reader read something else, none the same, or whoever read it was not sure. */
export function doubtful(word: Word): boolean {
  const votes = word.votes ?? [];
  return word.confidence < DOUBTFUL || (votes.length > 0 && votes.every((vote) => vote.text !== word.text));
}

/** Why a word is doubtful, for people. */
export function doubt(word: Word): string {
  const others = (word.votes ?? []).filter((vote) => vote.text !== word.text);
  const told = others.map((vote) => `${vote.reader} read ${vote.text ? `“${vote.text}”` : "nothing"}`);
  return [`${word.source} is ${percent(word.confidence)} sure`, ...told].join("; ");
}

/** The words of a block: those of its page by number, and then those that the page does not count as its own. */
export function wordsOf(page: ReadPage, numbers: number[]): Word[] {
  const count = page.words.length;
  return numbers.map((number) => (number < count ? page.words[number] : page.others[number - count])!);
}

/** Who read some words, each once. */
export function sourcesOf(words: Word[]): string[] {
  return [...new Set(words.map((word) => word.source))];
}

/** The cells of a table row by row; null stands where the file has none, so that nothing moves. */
export function gridOf(cells: Cell[]): (Cell | null)[][] {
  const height = Math.max(0, ...cells.map((cell) => cell.row + cell.row_span));
  const width = Math.max(0, ...cells.map((cell) => cell.column + cell.column_span));
  const grid = Array.from({ length: height }, () => Array<Cell | null | undefined>(width).fill(null));
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.row_span; row++)
      grid[row]!.fill(undefined, cell.column, cell.column + cell.column_span);
    grid[cell.row]![cell.column] = cell;
  }
  return grid.map((row) => row.filter((cell) => cell !== undefined));
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function counted(pages: number): string {
  return pages === 1 ? "1 page" : `${pages} pages`;
}

/** What a block is, for people. */
export function kindInWords(block: Block): string {
  if (block.kind === "paragraph") return block.role === "body" ? "paragraph" : block.role;
  if (block.kind === "list_item") return "list item";
  if (block.kind === "chart") return `${block.chart} chart`;
  return { block: "block", heading: "heading", table: "table", figure: "figure", pair: "name and value" }[block.kind];
}
