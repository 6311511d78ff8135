/** What the views that make things share: one thing at a time is made, can be stopped, and may fail. */

import { useEffect, useRef, useState } from "preact/hooks";
import { stopped } from "../api/http";

export interface Making {
  busy: boolean;
  failure: unknown;
  /** Do something that can be stopped. A failure is kept to be shown; Stop is none. */
  run(act: (signal: AbortSignal) => Promise<void>): Promise<void>;
  stop(): void;
}

export function useMaking(): Making {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  return {
    busy,
    failure,
    async run(act) {
      leaving.current?.abort();
      const stopping = (leaving.current = new AbortController());
      setBusy(true);
      setFailure(null);
      try {
        await act(stopping.signal);
      } catch (error) {
        if (!stopped(error)) setFailure(error);
      } finally {
        if (leaving.current === stopping) setBusy(false);
      }
    },
    stop: () => leaving.current?.abort(),
  };
}
