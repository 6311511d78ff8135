/** `/v1/models`: who is here, and what each can take and make. */

import type { Output } from "../kept/turns";
import { get } from "./http";

export interface Model {
  id: string;
  /** The name of the model that an alias stands for. */
  root: string;
  inputs: string[];
  outputs: Output[];
  inspectable: boolean;
}

interface Card {
  id: string;
  root?: string;
  input_modalities?: string[];
  output_modalities?: Output[];
  inspectable?: boolean;
}

export async function models(): Promise<Model[]> {
  const { data } = await get<{ data: Card[] }>("v1/models");
  return data.map((card) => ({
    id: card.id,
    root: card.root ?? card.id,
    inputs: card.input_modalities ?? ["text"],
    outputs: card.output_modalities ?? ["text"],
    inspectable: card.inspectable ?? false,
  }));
}

/** How often a model is right at something, on cases it was never trained on; `low` and `high` hold it with 95%. */
export interface Figure {
  words: string;
  mean: number;
  low: number;
  high: number;
  chance: number;
}

export async function figures(model: string): Promise<Figure[]> {
  return (await get<{ figures?: Figure[] }>(`v1/models/${model}`)).figures ?? [];
}

export async function version(): Promise<string> {
  return (await get<{ version: string }>("version")).version;
}
