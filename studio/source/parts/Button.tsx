/** Things to press. */

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon";

interface Pressable {
  onPress?: () => void;
  disabled?: boolean;
  class?: string;
}

/** A sign alone; `label` says what it does. */
export function IconButton({
  icon,
  label,
  onPress,
  disabled,
  pressed,
  class: kind = "",
}: Pressable & { icon: IconName; label: string; pressed?: boolean }) {
  return (
    <button
      type="button"
      class={`icon-button ${kind}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Words, with a sign before them where it helps. */
export function Button({
  icon,
  children,
  onPress,
  disabled,
  submit = false,
  class: kind = "",
}: Pressable & { icon?: IconName; children: ComponentChildren; submit?: boolean }) {
  return (
    <button type={submit ? "submit" : "button"} class={`button ${kind}`} disabled={disabled} onClick={onPress}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface Choice<T extends string> {
  value: T;
  label: ComponentChildren;
  unable?: string | null;
}

/** One of a few, all in sight. */
export function Choices<T extends string>({
  legend,
  name,
  value,
  choices,
  onChoose,
  hidden = false,
}: {
  legend: string;
  name: string;
  value: T;
  choices: Choice<T>[];
  onChoose: (value: T) => void;
  hidden?: boolean;
}) {
  return (
    <fieldset class="choices">
      <legend class={hidden ? "unseen" : "label"}>{legend}</legend>
      <div class="choices-row">
        {choices.map((one) => (
          <label key={one.value} class="choice" title={one.unable ?? undefined}>
            <input
              type="radio"
              name={name}
              checked={one.value === value}
              disabled={Boolean(one.unable)}
              onChange={() => onChoose(one.value)}
            />
            <span>{one.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What ties whatever takes a value to its label and its hint. */
export interface Tied {
  id: string;
  "aria-describedby"?: string;
}

/** A label over whatever takes a value, and a hint under it. */
export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: (tied: Tied) => JSX.Element;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {children({ id, "aria-describedby": hint ? hintId : undefined })}
      {hint && (
        <span class="hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}
