/** What is kept in this browser by name: a small part of IndexedDB. */
const database = "dixian-phone";
const table = "shelf";

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(database, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(table);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

/** Does one thing with the shelf; it is on disk when the promise holds. */
async function use<T>(mode: IDBTransactionMode, act: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((done, fail) => {
      const work = db.transaction(table, mode, { durability: "strict" });
      const asked = act(work.objectStore(table));
      work.oncomplete = () => done(asked.result);
      work.onerror = () => fail(work.error);
      work.onabort = () => fail(work.error);
    });
  } finally {
    db.close();
  }
}

export const shelf = {
  get: <T>(name: string) => use<T | undefined>("readonly", (s) => s.get(name)),
  put: (name: string, value: unknown) => use("readwrite", (s) => s.put(value, name)),
  remove: (name: string) => use("readwrite", (s) => s.delete(name)),
  names: async () => (await use("readonly", (s) => s.getAllKeys())).map(String),
  clear: () => use("readwrite", (s) => s.clear()),
};
