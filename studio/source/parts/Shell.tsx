/** The frame of the page: where one can go, and what answers. A rail where there is room, a bar on a phone. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { crew, model, unable } from "../state/crew";
import { TITLES, VIEWS, view, type View } from "../state/route";
import { Icon, type IconName } from "./Icon";
import { toast } from "../state/toast";
import { Sheet } from "./Sheet";

interface Group {
  name: string;
  icon: IconName;
  views: View[];
}

/** On a phone each group is one place of the bar; several views in it open from below. */
const GROUPS: Group[] = [
  { name: "Talk", icon: "talk", views: ["talk"] },
  { name: "Live", icon: "live", views: ["live"] },
  { name: "Make", icon: "make", views: ["draw", "film", "compose", "speak"] },
  { name: "Library", icon: "library", views: ["documents", "library"] },
  { name: "More", icon: "more", views: ["inside", "settings"] },
];

export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <div class="shell">
        <Rail />
        <main id="main" tabIndex={-1} aria-label={TITLES[view.value]}>
          {children}
        </main>
        <Bar />
      </div>
      <div class="toast" role="status" data-shown={toast.value !== ""}>
        {toast.value}
      </div>
    </>
  );
}

function skip(event: Event) {
  event.preventDefault();
  document.getElementById("main")!.focus();
}

function Rail() {
  return (
    <nav class="rail" aria-label="Views">
      <a class="brand" href="#/talk" aria-label="Sensorium">
        <Mark />
        <span>Sensorium</span>
      </a>
      <ul>
        {VIEWS.map((one) => (
          <li key={one} class={one === "draw" || one === "library" || one === "settings" ? "apart" : ""}>
            <ViewLink to={one} />
          </li>
        ))}
      </ul>
      <Answering />
    </nav>
  );
}

function ViewLink({ to, onGo }: { to: View; onGo?: () => void }) {
  const reason = unable(to);
  return (
    <a
      href={`#/${to}`}
      class={`view-link ${reason ? "unable" : ""}`}
      aria-current={view.value === to ? "page" : undefined}
      title={reason ?? undefined}
      onClick={onGo}
    >
      <Icon name={to} />
      <span>{short(to)}</span>
    </a>
  );
}

/** The title of a view where there is little room. */
const short = (one: View) => (one === "speak" ? "Speak" : TITLES[one]);

/** Which model answers, and whether it can. */
function Answering() {
  const told = crew.value;
  const words = {
    loading: "Loading the model…",
    ready: model.value?.id ?? "No model here",
    failed: "No model answers",
  }[told.state];
  return (
    <a class={`answering ${told.state}`} href="#/settings" title={words}>
      <span class="lamp" aria-hidden="true" />
      <span>{words}</span>
    </a>
  );
}

function Bar() {
  const [open, setOpen] = useState<Group | null>(null);
  return (
    <nav class="bar" aria-label="Views">
      <ul>
        {GROUPS.map((group) => (
          <li key={group.name}>
            <GroupLink group={group} onOpen={() => setOpen(group)} />
          </li>
        ))}
      </ul>
      {open && (
        <Sheet title={open.name} onClose={() => setOpen(null)}>
          <ul class="sheet-links">
            {open.views.map((one) => (
              <li key={one}>
                <ViewLink to={one} onGo={() => setOpen(null)} />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </nav>
  );
}

function GroupLink({ group, onOpen }: { group: Group; onOpen: () => void }) {
  const [first] = group.views;
  if (group.views.length === 1) return <ViewLink to={first!} />;
  const inside = group.views.includes(view.value);
  return (
    <button type="button" class="view-link" aria-haspopup="dialog" data-inside={inside} onClick={onOpen}>
      <Icon name={inside ? view.value : group.icon} />
      <span>{inside ? short(view.value) : group.name}</span>
    </button>
  );
}

/** The stream, five tokens of it. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 22 22" aria-hidden="true">
      <path class="of-text" d="M2 8v6" />
      <path class="of-image" d="M6.5 4v14" />
      <path class="of-speech" d="M11 2v18" />
      <path class="of-music" d="M15.500 5v12" />
      <path class="of-video" d="M20 8.500v5" />
    </svg>
  );
}

/** The head of a view. */
export function Head({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <header class="head">
      <h1>{title}</h1>
      <div class="actions">{children}</div>
    </header>
  );
}
