/** The whole stream in one line, prompt and reply, with the chosen position and what it looked at. */

import type { Inspection } from "../../api/inspection";

const HEIGHT = 40;
const HALF = HEIGHT / 2;

export function Overview({
  inspection,
  chosen,
  looks,
  onChoose,
}: {
  inspection: Inspection;
  chosen: number | null;
  looks: number[];
  onChoose: (position: number) => void;
}) {
  const count = inspection.positions.length;
  const scale = strengths(looks);
  return (
    <div class="overview">
      <svg
        viewBox={`0 0 ${count} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onClick={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          onChoose(Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
        }}
      >
        {inspection.positions.map((one, index) => {
          const height = one.kind === "mark" ? 8 : 14;
          return (
            <rect key={index} class={`of-${one.modality}`} x={index} y={HALF - height} width={0.85} height={height} />
          );
        })}
        {scale.map((strength, index) =>
          strength > 0.04 ? (
            <rect key={`look ${index}`} class="look" x={index} y={HALF + 3} width={1} height={strength * (HALF - 3)} />
          ) : null,
        )}
        <Line at={inspection.num_prompt} kind="seam" />
        {chosen !== null && <Line at={chosen + 0.5} kind="chosen" />}
      </svg>
      <p class="overview-legend">
        <span>{inspection.num_prompt} read</span>
        <span>{count - inspection.num_prompt} written</span>
      </p>
    </div>
  );
}

/** A line of one width, however the strip is stretched. */
function Line({ at, kind }: { at: number; kind: string }) {
  return <line class={kind} x1={at} x2={at} y1={0} y2={HEIGHT} vector-effect="non-scaling-stroke" />;
}

/** Shares of attention as strengths of a colour, 0 … 1: the square root, so that small looks are seen as well. The
 * first position, where heads that look for nothing rest, does not set the scale.
 */
export function strengths(looks: number[]): number[] {
  const most = Math.max(1e-4, ...looks.slice(1));
  return looks.map((share) => Math.min(1, Math.sqrt(share / most)));
}
