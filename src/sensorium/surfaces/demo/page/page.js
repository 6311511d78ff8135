"use strict";
// The token view. Data: {parts, patches, num_patches, patches_a_row, levels, frame_rate_hz}; without it nothing is clickable.
const GRID = 8;
const CORNERS = ["top left", "top right", "bottom left", "bottom right"];
const data = JSON.parse(document.getElementById("codes").textContent);

function make(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function within(low, value, high) {
  return Math.max(low, Math.min(high, value));
}

// A code of a picture: its patch of the codebook, enlarged.
function patch(code, slot) {
  const node = make("div", "patch");
  node.title = `${CORNERS[slot]} of the cell: code ${code} of ${data.num_patches}`;
  const tile = make("i");
  const column = code % data.patches_a_row;
  const row = Math.floor(code / data.patches_a_row);
  const rows = Math.ceil(data.num_patches / data.patches_a_row);
  tile.style.backgroundImage = `url(${data.patches})`;
  tile.style.backgroundSize = `${data.patches_a_row * 100}% ${rows * 100}%`;
  tile.style.backgroundPosition =
    `${(column / (data.patches_a_row - 1)) * 100}% ${rows > 1 ? (row / (rows - 1)) * 100 : 0}%`;
  node.append(tile, make("span", "", String(code)));
  return node;
}

// A code of sound: a few numbers, each on one of a few levels.
function levels(code) {
  const node = make("div", "patch");
  const bars = make("div", "levels");
  let rest = code;
  for (const size of data.levels) {
    const bar = make("i");
    bar.style.height = `${(((rest % size) + 1) / size) * 100}%`;
    bar.title = `level ${rest % size} of ${size}`;
    rest = Math.floor(rest / size);
    bars.append(bar);
  }
  node.append(bars, make("span", "", String(code)));
  return node;
}

function tell(readout, place, codes) {
  readout.replaceChildren(make("span", "place", place), ...codes);
}

// Arrow keys move a choice that a click made.
function listen(sight, choose, move) {
  sight.addEventListener("click", (event) => {
    const box = sight.getBoundingClientRect();
    choose(within(0, (event.clientX - box.left) / box.width, 0.9999), within(0, (event.clientY - box.top) / box.height, 0.9999));
  });
  sight.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!(event.key in steps)) return;
    event.preventDefault();
    move(...steps[event.key]);
  });
}

function showPicture(box, part) {
  const readout = box.querySelector(".readout");
  const spot = make("div", "spot");
  let chosen = 0;
  for (const sight of box.querySelectorAll(".sight")) {
    const key = Number(sight.dataset.key);
    const show = (cell) => {
      chosen = cell;
      const row = Math.floor(cell / GRID);
      const column = cell % GRID;
      for (const [side, share] of [["left", column], ["top", row], ["width", 1], ["height", 1]]) {
        spot.style[side] = `${(share / GRID) * 100}%`;
      }
      sight.append(spot);
      const place = part.first + key * GRID * GRID + cell;
      const frame = part.kind === "video" ? `key frame ${key}, ` : "";
      tell(readout, `${frame}row ${row}, column ${column}: position ${place} of the stream, four codes`,
        part.cells[key][cell].map(patch));
    };
    listen(
      sight,
      (x, y) => show(Math.floor(y * GRID) * GRID + Math.floor(x * GRID)),
      (across, down) => show(within(0, chosen % GRID + across, GRID - 1) + GRID * within(0, Math.floor(chosen / GRID) + down, GRID - 1)),
    );
  }
}

// The phones that the pointer stands on or passes from one move to the next, with the frames that they take.
function spans(part) {
  const found = [];
  for (let frame = 0; frame < part.frames.length; frame += 1) {
    const last = found[found.length - 1];
    if (last && last.pointer === part.pointer[frame]) last.stop = frame + 1;
    else found.push({ pointer: part.pointer[frame], start: frame, stop: frame + 1 });
  }
  return found.map((span, index) => ({
    ...span,
    text: part.phones.slice(span.pointer, found[index + 1]?.pointer ?? part.phones.length).join(" "),
  }));
}

function showSound(box, part) {
  const readout = box.querySelector(".readout");
  const sight = box.querySelector(".sight");
  const audio = box.querySelector("audio");
  const count = part.frames.length;
  const head = make("div", "head");
  head.style.width = `${100 / count}%`;
  sight.tabIndex = 0;
  sight.setAttribute("role", "application");
  sight.setAttribute("aria-label", "sound whose frames can be chosen with the arrow keys");
  const labels = part.phones.length ? spans(part) : [];
  const row = make("div", "phones");
  for (const label of labels) {
    label.node = make("span", "", label.text);
    label.node.style.left = `${(label.start / count) * 100}%`;
    label.node.style.width = `${((label.stop - label.start) / count) * 100}%`;
    row.append(label.node);
  }
  if (labels.length) sight.after(row);
  let chosen = -1;
  const show = (frame) => {
    if (frame === chosen) return;
    chosen = frame;
    head.style.left = `${(frame / count) * 100}%`;
    sight.append(head);
    for (const label of labels) label.node.classList.toggle("now", label.start <= frame && frame < label.stop);
    const seconds = (frame / data.frame_rate_hz).toFixed(2);
    const pointer = part.pointer[frame];
    const phone = part.phones.length
      ? `; the pointer stands on phone ${pointer + 1} of ${part.phones.length}, “${part.phones[pointer]}”, and moves on by ${part.advances[frame]}`
      : "";
    tell(readout, `frame ${frame} at ${seconds} s: position ${part.first + frame} of the stream${phone}`, part.frames[frame].map(levels));
  };
  const seek = (frame) => {
    audio.currentTime = frame / data.frame_rate_hz;
    show(frame);
  };
  listen(sight, (x) => seek(Math.floor(x * count)), (across) => seek(within(0, chosen + across, count - 1)));
  const follow = () => {
    show(within(0, Math.floor(audio.currentTime * data.frame_rate_hz), count - 1));
    if (!audio.paused) requestAnimationFrame(follow);
  };
  audio.addEventListener("play", follow);
}

for (const box of document.querySelectorAll(".codes")) {
  const part = data.parts[box.dataset.part];
  (part.frames ? showSound : showPicture)(box, part);
}

// What a token is, beside the pointer.
const bubble = document.getElementById("bubble");
for (const token of document.querySelectorAll(".token")) {
  token.dataset.tip = token.title;
  token.removeAttribute("title");
}
document.addEventListener("pointerover", (event) => {
  const token = event.target instanceof Element ? event.target.closest(".token") : null;
  bubble.hidden = !token;
  if (!token) return;
  bubble.textContent = token.dataset.tip;
  const box = token.getBoundingClientRect();
  bubble.style.left = `${within(4, box.left, window.innerWidth - bubble.offsetWidth - 4)}px`;
  bubble.style.top = `${box.top > 40 ? box.top - bubble.offsetHeight - 6 : box.bottom + 6}px`;
});
