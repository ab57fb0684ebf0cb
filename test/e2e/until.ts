/** How often a condition is looked at, ms. */
const LOOK_EVERY_MS = 40;
/** Longest wait for anything on a busy machine, ms. */
const PATIENCE_MS = 90_000;

/**
 * Waits until a condition of the screen holds. `why` is called when it does not in time and says
 * what was seen instead.
 */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  why: () => Promise<string> = async () => "",
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`Waited in vain for: ${what}. ${await why()}`);
    await new Promise((look) => setTimeout(look, LOOK_EVERY_MS));
  }
}
