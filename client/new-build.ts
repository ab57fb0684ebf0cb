const KEY = "song-thon-reloaded-at";
/** A second failure within this time is no new build but a broken connection: no reload, ms. */
const ONCE_WITHIN_MS = 60_000;

/**
 * A page that was open while the server got a new build asks for files that are gone: it is loaded
 * anew, at the same address, so that nobody sees half a screen.
 */
export function reloadForNewBuild(): void {
  addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    const now = Date.now();
    if (now - last < ONCE_WITHIN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(now));
    location.reload();
  });
}
