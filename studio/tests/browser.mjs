// Debian's Chromium with a microphone and a camera that are fed from files, and the studio open in it.

import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--disable-gpu",
  "--mute-audio",
  "--hide-scrollbars",
  "--autoplay-policy=no-user-gesture-required",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
];

/** A browser. `microphone`: a WAV file, `camera`: a Y4M or MJPEG file; without them tones and test pictures. */
export function launch({ microphone, camera } = {}) {
  const fed = [
    ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}`] : []),
    ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
  ];
  return chromium.launch({ executablePath: PROGRAM, args: [...FLAGS, ...fed], chromiumSandbox: false });
}

/** A page of its own history at a view. `complaints` grows with what the page logs as wrong. */
export async function open(browser, address, view, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    permissions: ["microphone", "camera", "clipboard-read", "clipboard-write"],
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.complaints.push(message.text()));
  await page.goto(`${address}/studio/#/${view}`);
  await page.locator("main h1").waitFor();
  return page;
}

/** Go to another view without loading the page again, and be there. */
export async function go(page, view) {
  await page.evaluate((to) => (location.hash = `/${to}`), view);
  await page.locator("main h1", { hasText: new RegExp(`^${view}`, "i") }).waitFor();
}

/** Wait until something is so; `now` tells what is. */
export async function until(now, so) {
  for (let tries = 0; tries < 300; tries++) {
    const told = await now();
    if (so(told)) return told;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come to be so within 15 seconds");
}
