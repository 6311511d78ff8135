/** Signs, drawn on a grid of 20 by lines of one width. They say nothing to a screen reader: the button does. */

const PATHS = {
  talk: "M4 5.5A1.5 1.5 0 0 1 5.5 4h9A1.5 1.5 0 0 1 16 5.5v6a1.5 1.5 0 0 1-1.5 1.5H9l-3.5 3v-3A1.5 1.5 0 0 1 4 11.5z",
  live: "M3 8.5v3M6.5 6v8M10 3.5v13M13.5 6.5v7M17 9v2",
  documents: "M7 3h6l3 3v8H7zM13 3v3h3M4 6v11h9M9.5 9h4M9.5 11.5h4",
  draw: "M12.5 4.5l3 3L7 16H4v-3zM10.5 6.5l3 3",
  film: "M3 5h14v10H3zM3 8h14M7 5l-1.5 3M11.5 5L10 8M16 5l-1.5 3",
  compose: "M8 14.5V5l8-1.5V13M8 14.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM16 13a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
  speak: "M4 8v4h2.5L10 15V5L6.5 8zM13 7.5a3.5 3.5 0 0 1 0 5M15 5.5a6.5 6.5 0 0 1 0 9",
  library: "M4 4h5v5H4zM11 4h5v5h-5zM4 11h5v5H4zM11 11h5v5h-5z",
  inside: "M10 3l7 3.5-7 3.5-7-3.5zM3 10l7 3.5 7-3.5M3 13.5L10 17l7-3.5",
  settings: "M4 6h5M13 6h3M4 14h3M11 14h5M11 4v4M9 12v4",
  more: "M4.5 10h.010M10 10h.010M15.5 10h.010",
  make: "M10 3v4M10 13v4M3 10h4M13 10h4M5.5 5.5l2 2M12.5 12.5l2 2M14.5 5.5l-2 2M7.5 12.5l-2 2",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  left: "M12.5 4l-6 6 6 6",
  right: "M7.5 4l6 6-6 6",
  boxes: "M3 4h6v5H3zM12 4h5v5h-5zM3 12h14v4H3z",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  close: "M5 5l10 10M15 5L5 15",
  send: "M10 16V4M5 9l5-5 5 5",
  stop: "M6 6h8v8H6z",
  attach: "M14.5 9l-5 5a3 3 0 0 1-4.3-4.3l5.8-5.7a2 2 0 0 1 2.9 2.9l-5.7 5.6a1 1 0 0 1-1.5-1.4l5-5",
  mic: "M10 3a2.5 2.5 0 0 0-2.5 2.5v4a2.5 2.5 0 0 0 5 0v-4A2.5 2.5 0 0 0 10 3zM5 9.5a5 5 0 0 0 10 0M10 14.5V17",
  camera: "M3 6h9v8H3zM12 9l5-3v8l-5-3",
  play: "M6 4l10 6-10 6z",
  pause: "M7 4v12M13 4v12",
  save: "M10 3v9M6 8.5l4 4 4-4M4 16h12",
  share: "M10 12V3M6.5 6.5L10 3l3.5 3.5M5 10v6h10v-6",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.700 10h7.6l.700-10M8.5 9v4M11.5 9v4",
  copy: "M7 7h9v9H7zM4 13V4h9",
  history: "M4 10a6 6 0 1 0 2-4.5L4 7M4 3.5V7h3.5M10 7v3l2 1.5",
  again: "M16 10a6 6 0 1 1-2-4.5L16 7M16 3.5V7h-3.5",
  image: "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 8h.010",
  document: "M5 3h7l3 3v11H5zM12 3v3h3M8 10h4M8 13h4",
  alert: "M10 4l7 12H3zM10 9v3M10 14h.010",
  question: "M7.5 7.5A2.5 2.5 0 1 1 10 10.5V12M10 15h.010",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
