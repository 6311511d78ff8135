/** Rows of names and types → a JSON schema; and rows to begin with. */

export const TYPES = {
  words: { type: "string" },
  date: { type: "string", format: "date" },
  number: { type: "number" },
  "whole number": { type: "integer" },
  "yes or no": { type: "boolean" },
  "list of words": { type: "array", items: { type: "string" } },
  rows: null,
} as const;
export type TypeName = keyof typeof TYPES;

export interface FieldRow {
  name: string;
  type: TypeName;
  /** Of rows: "description, quantity: number". */
  columns: string;
}

export function row(name = "", type: TypeName = "words", columns = ""): FieldRow {
  return { name, type, columns };
}

const COLUMNS_OF_ITEMS = "description, quantity: number, unit_price: number, total: number";

export const PRESETS: Record<string, FieldRow[]> = {
  Invoice: [
    row("invoice_number"),
    row("invoice_date", "date"),
    row("due_date", "date"),
    row("seller_name"),
    row("buyer_name"),
    row("subtotal", "number"),
    row("tax", "number"),
    row("total", "number"),
    row("items", "rows", COLUMNS_OF_ITEMS),
  ],
  Receipt: [
    row("company"),
    row("address"),
    row("date", "date"),
    row("total", "number"),
    row("items", "rows", "description, quantity: number, price: number"),
  ],
  Form: [row("name"), row("date", "date"), row("address"), row("telephone"), row("email"), row("signed", "yes or no")],
};

/** The schema of an object with these fields. Rows without a name are left out. */
export function schemaOf(rows: FieldRow[]): object {
  const named = rows.filter((one) => one.name.trim());
  return { type: "object", properties: Object.fromEntries(named.map((one) => [one.name.trim(), typeOf(one)])) };
}

function typeOf(one: FieldRow): object {
  return TYPES[one.type] ?? { type: "array", items: { type: "object", properties: columnsOf(one.columns) } };
}

function columnsOf(columns: string): Record<string, object> {
  const told = columns.split(",").map((one) => one.split(":").map((part) => part.trim()));
  return Object.fromEntries(
    told
      .filter(([name]) => name)
      .map(([name, type]) => [name!, (type && type in TYPES && TYPES[type as TypeName]) || TYPES.words]),
  );
}

/** What is wrong with rows, in words; null where nothing is. */
export function wrong(rows: FieldRow[]): string | null {
  const names = rows.map((one) => one.name.trim()).filter(Boolean);
  if (!names.length) return "Name a field, or begin with one of the examples.";
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) return `Two fields are named ${twice}.`;
  const bare = rows.find((one) => one.type === "rows" && one.name.trim() && !one.columns.trim());
  return bare ? `Name the columns of ${bare.name.trim()}.` : null;
}
