/** Several panels in one place, one in sight. A panel keeps its state once it was seen. */

import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

export interface Tab<T extends string> {
  name: T;
  label: string;
  content: () => ComponentChildren;
}

export function Tabs<T extends string>({
  label,
  tabs,
  chosen,
  onChoose,
}: {
  label: string;
  tabs: Tab<T>[];
  chosen: T;
  onChoose: (name: T) => void;
}) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Set<T>>(new Set());
  if (!seen.has(chosen)) setSeen(new Set([...seen, chosen]));

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((one) => one.name === chosen) + step;
    const next = (at + tabs.length) % tabs.length;
    onChoose(tabs[next]!.name);
    (row.current!.children[next] as HTMLElement).focus();
  }

  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={move}>
        {tabs.map((one) => (
          <button
            key={one.name}
            type="button"
            role="tab"
            id={`${id}-${one.name}`}
            aria-selected={one.name === chosen}
            aria-controls={`${id}-${one.name}-panel`}
            tabIndex={one.name === chosen ? 0 : -1}
            onClick={() => onChoose(one.name)}
          >
            {one.label}
          </button>
        ))}
      </div>
      {tabs.map((one) => (
        <div
          key={one.name}
          class="tab-panel"
          role="tabpanel"
          id={`${id}-${one.name}-panel`}
          aria-labelledby={`${id}-${one.name}`}
          tabIndex={0}
          hidden={one.name !== chosen}
        >
          {seen.has(one.name) && one.content()}
        </div>
      ))}
    </>
  );
}
