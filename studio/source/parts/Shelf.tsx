/** What was made before of one kind, small, to be looked at again. */

import { useEffect, useState } from "preact/hooks";
import { allMade, changes } from "../kept/database";
import type { Made, MadePart } from "../kept/turns";
import { Icon } from "./Icon";
import { useAddress } from "./media";

const MOST = 12;

export type MadeOf<K extends MadePart["kind"]> = Made & { part: Extract<MadePart, { kind: K }> };

export function Shelf<K extends MadePart["kind"]>({
  kinds,
  onChoose,
}: {
  kinds: K[];
  onChoose: (made: MadeOf<K>) => void;
}) {
  const made = useMade().filter((one): one is MadeOf<K> => kinds.includes(one.part.kind as K));
  if (!made.length) return null;
  return (
    <section class="shelf" aria-label="Made before">
      <h2 class="label">Made before</h2>
      <ul>
        {made.slice(0, MOST).map((one) => (
          <li key={one.id}>
            <button type="button" class="shelf-item" title={one.prompt} onClick={() => onChoose(one)}>
              <Small made={one} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Everything that was made, kept up to date. */
export function useMade(): Made[] {
  const [made, setMade] = useState<Made[]>([]);
  useEffect(() => {
    allMade().then(setMade, () => setMade([]));
  }, [changes.value]);
  return made;
}

/** A picture of a thing; of a sound, its sign and its words. */
export function Small({ made }: { made: Made }) {
  const { part } = made;
  const address = useAddress(part.kind === "image" || part.kind === "video" ? part.blob : null);
  if (part.kind === "image") return <>{address && <img class="pixels" src={address} alt={made.prompt} />}</>;
  if (part.kind === "video")
    return <>{address && <video src={address} muted preload="metadata" aria-label={made.prompt} />}</>;
  return (
    <span class={`small-sound of-${part.kind}`}>
      <Icon name={part.kind === "music" ? "compose" : "speak"} />
      <span>{part.kind === "speech" && part.words ? part.words : made.prompt}</span>
    </span>
  );
}
