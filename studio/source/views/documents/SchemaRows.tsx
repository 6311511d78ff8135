/** Which values are wanted: a row for each, its name and what it is. */

import { Button, IconButton } from "../../parts/Button";
import { PRESETS, row, TYPES, type FieldRow, type TypeName } from "./schemas";

export function SchemaRows({ rows, onRows }: { rows: FieldRow[]; onRows: (rows: FieldRow[]) => void }) {
  const change = (index: number, part: Partial<FieldRow>) =>
    onRows(rows.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <fieldset class="schema">
      <legend class="label">Fields that are wanted</legend>
      <ul class="examples" aria-label="Examples">
        {Object.keys(PRESETS).map((name) => (
          <li key={name}>
            <button type="button" class="example" onClick={() => onRows(PRESETS[name]!)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <ul class="schema-rows">
        {rows.map((one, index) => (
          <li key={index}>
            <SchemaRow
              number={index + 1}
              row={one}
              onChange={(part) => change(index, part)}
              onRemove={() => onRows(rows.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button icon="plus" onPress={() => onRows([...rows, row()])}>
        Add a field
      </Button>
    </fieldset>
  );
}

function SchemaRow({
  number,
  row,
  onChange,
  onRemove,
}: {
  number: number;
  row: FieldRow;
  onChange: (part: Partial<FieldRow>) => void;
  onRemove: () => void;
}) {
  return (
    <>
      <input
        type="text"
        aria-label={`Name of field ${number}`}
        value={row.name}
        placeholder="name"
        onInput={(event) => onChange({ name: event.currentTarget.value })}
      />
      <select
        aria-label={`Type of field ${number}`}
        value={row.type}
        onChange={(event) => onChange({ type: event.currentTarget.value as TypeName })}
      >
        {Object.keys(TYPES).map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
      <IconButton icon="close" label={`Without ${row.name || `field ${number}`}`} onPress={onRemove} />
      {row.type === "rows" && (
        <input
          type="text"
          class="schema-columns"
          aria-label={`Columns of field ${number}`}
          value={row.columns}
          placeholder="description, quantity: number"
          onInput={(event) => onChange({ columns: event.currentTarget.value })}
        />
      )}
    </>
  );
}
