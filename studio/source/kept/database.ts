/** Conversations and things that were made, kept by the browser on this machine and nowhere else. */

import { signal } from "@preact/signals";
import type { Conversation, Made } from "./turns";

const NAME = "sensorium-studio";
const VERSION = 1;
const STORES = ["conversations", "made"] as const;
type Store = (typeof STORES)[number];

/** Grows whenever something was kept or deleted. */
export const changes = signal(0);

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  return (opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      for (const store of STORES) asked.result.createObjectStore(store, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(new Error("The browser keeps nothing for this page: private mode, or no room."));
  }));
}

async function run<T>(store: Store, mode: IDBTransactionMode, act: (one: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const asked = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(new Error("The browser has no room left for what was made."));
  });
}

async function write(store: Store, value: object): Promise<void> {
  await run(store, "readwrite", (one) => one.put(value));
  changes.value++;
}

async function remove(store: Store, id: string): Promise<void> {
  await run(store, "readwrite", (one) => one.delete(id));
  changes.value++;
}

/** All conversations, the newest first. */
export async function conversations(): Promise<Conversation[]> {
  const all = await run<Conversation[]>("conversations", "readonly", (one) => one.getAll());
  return all.sort((one, other) => other.changed - one.changed);
}

export const keepConversation = (conversation: Conversation) => write("conversations", conversation);
export const deleteConversation = (id: string) => remove("conversations", id);

/** Everything that was made, the newest first. */
export async function allMade(): Promise<Made[]> {
  const all = await run<Made[]>("made", "readonly", (one) => one.getAll());
  return all.sort((one, other) => other.created - one.created);
}

export const keepMade = (made: Made) => write("made", made);
export const deleteMade = (id: string) => remove("made", id);

export async function deleteEverything(): Promise<void> {
  for (const store of STORES) await run(store, "readwrite", (one) => one.clear());
  changes.value++;
}
