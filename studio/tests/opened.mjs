// A document that is open, with the server that stands in.

import { readPaper, servePapers } from "./papers.mjs";
import { page } from "./studio.mjs";

/** A page with a paper that was read, and what was asked of the server. */
export async function opened(t, options = {}, pageOptions = {}) {
  const one = await page(t, "documents", pageOptions);
  const asked = await servePapers(one, options);
  await readPaper(one);
  return { one, asked };
}

export const tab = (one, name) => one.getByRole("tab", { name }).click();
