/** The end of what grows stays in sight, unless its reader has gone back up. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const NEAR_PX = 96; // from the end, within which one is at the end

/** For the element that grows in a box that scrolls. `begun`: whatever changes when there is something new to see. */
export function useEndInSight(begun: unknown): RefObject<HTMLDivElement | null> {
  const grows = useRef<HTMLDivElement>(null);
  const follows = useRef(true);

  useLayoutEffect(() => {
    follows.current = true;
  }, [begun]);
  useEffect(() => {
    const box = grows.current!.parentElement!;
    const follow = new ResizeObserver(() => {
      if (follows.current) box.scrollTop = box.scrollHeight;
    });
    const look = () => (follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX);
    follow.observe(grows.current!);
    box.addEventListener("scroll", look);
    return () => {
      follow.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, []);
  return grows;
}
