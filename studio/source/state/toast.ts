import { effect, signal } from "@preact/signals";

/** A line at the foot of the page that goes away by itself. */
export const toast = signal("");
const TOAST_MS = 3_000;
effect(() => {
  if (!toast.value) return;
  const timer = setTimeout(() => (toast.value = ""), TOAST_MS);
  return () => clearTimeout(timer);
});
