/** What MapLibre asks of the thing that draws one letter: its bitmap and how high it reaches. */
interface DrawnGlyph {
  /** Whole px from the baseline to the top of the letter, at 48 px. */
  glyphTop: number;
}
interface GlyphDrawer {
  draw(letter: string): DrawnGlyph;
}

/**
 * MapLibre 6.17 computes a letter's place as `glyphTop / 2 - 27.5 || -8`, so that a letter of exactly
 * 55 px falls a third of a line: in our font Ẫ, Ễ, Ồ, Ố, which stand in MẪU SƠN and ĐỒNG ĐĂNG. A
 * hair more than 55 px makes the sum something other than nought.
 */
const DROPPED_TOP_PX = 55;
const HAIR_PX = 1e-6;

/** The same drawer, whose letters never reach the height that MapLibre misplaces. */
export function withTrueTops<D extends GlyphDrawer>(drawer: D): D {
  const draw = drawer.draw.bind(drawer);
  drawer.draw = (letter) => {
    const glyph = draw(letter);
    return glyph.glyphTop === DROPPED_TOP_PX
      ? { ...glyph, glyphTop: DROPPED_TOP_PX + HAIR_PX }
      : glyph;
  };
  return drawer;
}
