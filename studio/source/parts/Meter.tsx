/** A share as a bar. */
export function Meter({ share, label, doubtful = false }: { share: number; label: string; doubtful?: boolean }) {
  return (
    <span
      class={`meter ${doubtful ? "doubtful" : ""}`}
      role="meter"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}
