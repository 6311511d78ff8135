/** What stands where there is nothing yet, or where something went wrong. */

import type { ComponentChildren } from "preact";
import { ApiError, words } from "../api/http";
import { Icon } from "./Icon";

/** A view without content: what it is for, and how to begin. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** What failed, in the words of whoever knows, and what can be done. */
export function Failure({ error, children }: { error: unknown; children?: ComponentChildren }) {
  return (
    <div class="failure" role="alert">
      <Icon name="alert" />
      <div>
        <p>{words(error)}</p>
        {error instanceof ApiError && error.wantsKey && (
          <p>
            <a href="#/settings">Give the key in Settings</a>
          </p>
        )}
        {children}
      </div>
    </div>
  );
}

/** Something is being made. `share`: how far it is, where that is known. */
export function Progress({ label, share }: { label: string; share?: number }) {
  const known = share !== undefined;
  return (
    <div class="progress">
      <span>{label}</span>
      <progress aria-label={label} value={known ? share : undefined} max={1} />
    </div>
  );
}

/** Told to a screen reader when it changes; not seen. */
export function Spoken({ children }: { children: string }) {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {children}
    </div>
  );
}
