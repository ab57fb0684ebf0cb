import type { CoverageStore } from "../../server/stores/coverage-store.ts";

type Method = (...args: never[]) => Promise<unknown>;

/** A store whose every call goes through `wrap`, by the name of its method. */
export function wrapped(
  store: CoverageStore,
  wrap: (name: string, call: Method) => Method,
): CoverageStore {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? wrap(String(name), value.bind(target)) : value;
    },
  });
}

/** A store before whose commits somebody else does something: the first `times`, once unless said. */
export function withOthersBefore(
  store: CoverageStore,
  others: () => Promise<unknown>,
  times = 1,
): CoverageStore {
  let left = times;
  return wrapped(store, (name, call) =>
    name !== "commit"
      ? call
      : async (...args) => {
          if (left > 0) {
            left -= 1;
            await others();
          }
          return call(...args);
        },
  );
}
