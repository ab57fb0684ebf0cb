import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * Tiles of another day replace those shown at once. A copy of the old picture over the new one,
 * faded out (by map.css) when the new one is complete, lets the eye see which thôn changed. `picture`
 * is the map's canvas, whose last frame must still be readable.
 */
export function usePictureFade(
  picture: () => HTMLCanvasElement | undefined,
  pictureKey: string,
  reducedMotion: boolean,
) {
  const ref = useRef<HTMLCanvasElement>(null);
  const shown = useRef(pictureKey);
  const drop = useCallback(() => {
    if (ref.current) ref.current.hidden = true;
  }, []);
  const fade = useCallback(() => {
    const copy = ref.current;
    if (!copy || copy.hidden) return;
    if (reducedMotion) copy.hidden = true;
    else copy.dataset.fading = "true";
  }, [reducedMotion]);

  useLayoutEffect(() => {
    const source = picture();
    const copy = ref.current;
    if (shown.current === pictureKey || !source || !copy) return;
    shown.current = pictureKey;
    copy.width = source.width;
    copy.height = source.height;
    copy.getContext("2d")?.drawImage(source, 0, 0);
    delete copy.dataset.fading;
    copy.hidden = false;
  });
  return { ref, drop, fade };
}
