/*
 * What this browser has not delivered yet, kept in its own database until the server has acknowledged it: a lost
 * connection, a closed tab or a browser that is quit loses nothing. Entries leave in the order in which they came; a newer
 * one for the same thing takes the place of the older, at the end.
 */

const DATABASE = 'filiform-attempts';
const STORE = 'undelivered';

/** Opens the queue of one attempt with what was left in it. Without a database it still works, for as long as the page lives. */
export async function openQueue(attempt) {
  const database = await openDatabase().catch(() => null);
  const entries = new Map();
  let last = 0;
  for (const entry of database ? await read(database, attempt).catch(() => []) : []) {
    entries.set(entry.key, entry);
    last = Math.max(last, entry.order);
  }

  return {
    isLasting: database !== null,
    get size() {
      return entries.size;
    },
    get(key) {
      return entries.get(key);
    },
    first() {
      return entries.values().next().value;
    },
    all() {
      return [...entries.values()];
    },
    /** Resolves once it is on this device's disk; false where it could only be remembered. */
    async put(key, content) {
      const former = entries.get(key);
      const entry = { attempt, key, order: (last += 1), content };
      entries.delete(key);
      entries.set(key, entry);
      if (!database) return false;
      return write(database, (store) => {
        if (former) store.delete([attempt, former.order]);
        store.put(entry);
      });
    },
    /** Only if nothing newer took its place meanwhile. */
    async remove(entry) {
      if (entries.get(entry.key) === entry) entries.delete(entry.key);
      if (database) await write(database, (store) => store.delete([attempt, entry.order]));
    },
    async clear() {
      const gone = this.all();
      entries.clear();
      if (database) await write(database, (store) => gone.forEach(({ order }) => store.delete([attempt, order])));
    },
  };
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: ['attempt', 'order'] });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** In the order in which they came: the key ends with it. */
function read(database, attempt) {
  return new Promise((resolve, reject) => {
    const all = database
      .transaction(STORE)
      .objectStore(STORE)
      .getAll(IDBKeyRange.bound([attempt], [attempt, []]));
    all.onsuccess = () => resolve(all.result);
    all.onerror = () => reject(all.error);
  });
}

function write(database, change) {
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
      change(transaction.objectStore(STORE));
    } catch {
      resolve(false);
    }
  });
}
