import { LRUCache } from "lru-cache";

/** What is derived from the rows, for all versions and viewers together, within one budget of bytes. */
export interface DerivedCache {
  /**
   * What `make` gave for this key, or gives now; two that ask at once wait for the same work. A
   * failure is told to those who wait and is not cached.
   *
   * @param bytesOf what it takes, bytes
   */
  derive<T extends object>(
    key: string,
    make: () => Promise<T>,
    bytesOf: (value: T) => number,
  ): Promise<T>;
  /** Of a version that is gone. */
  clear(): void;
}

/** A promise with its key, until what it gives is known. */
const PENDING_BYTES = 500;

export function makeDerivedCache(maxBytes: number): DerivedCache {
  const cached = new LRUCache<string, Promise<object>>({ maxSize: maxBytes });
  return {
    derive<T extends object>(
      key: string,
      make: () => Promise<T>,
      bytesOf: (value: T) => number,
    ): Promise<T> {
      const known = cached.get(key);
      if (known) return known as Promise<T>;
      const making = make();
      cached.set(key, making, { size: PENDING_BYTES });
      making.then(
        (value) => {
          // The last one made is cached even where it is larger than everything may be: without it
          // each request would make it again.
          const size = Math.min(bytesOf(value) + PENDING_BYTES, maxBytes);
          if (cached.peek(key) !== making) return;
          // The library takes a new size with a new entry only.
          cached.delete(key);
          cached.set(key, making, { size });
        },
        () => {
          if (cached.peek(key) === making) cached.delete(key);
        },
      );
      return making;
    },
    clear: () => cached.clear(),
  };
}
