/** The studio begins here: the frame, and the view that the address names. */

import { effect } from "@preact/signals";
import { render } from "preact";
import type { FunctionComponent } from "preact";
import { Shell } from "./parts/Shell";
import { meet } from "./state/crew";
import { TITLES, view, type View } from "./state/route";
import { Compose } from "./views/Compose";
import { Documents } from "./views/Documents";
import { Draw } from "./views/Draw";
import { Film } from "./views/Film";
import { Inside } from "./views/Inside";
import { Library } from "./views/Library";
import { Live } from "./views/Live";
import { Settings } from "./views/Settings";
import { Speak } from "./views/Speak";
import { Talk } from "./views/Talk";

const SHOWN: Record<View, FunctionComponent> = {
  talk: Talk,
  live: Live,
  documents: Documents,
  draw: Draw,
  film: Film,
  compose: Compose,
  speak: Speak,
  library: Library,
  inside: Inside,
  settings: Settings,
};

function Studio() {
  const Shown = SHOWN[view.value];
  return (
    <Shell>
      <Shown key={view.value} />
    </Shell>
  );
}

let shown: View | null = null;
effect(() => {
  document.title = `${TITLES[view.value]} · Sensorium`;
  if (shown && shown !== view.value) document.getElementById("main")!.focus(); // so that it is read, and Tab goes on in it
  shown = view.value;
});
void meet();
render(<Studio />, document.getElementById("studio")!);
