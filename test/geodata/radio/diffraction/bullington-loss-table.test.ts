import { expect, test } from "vitest";
import { tabledBullingtonLossDb } from "../../../../geodata/radio/diffraction/bullington-loss-table.ts";
import {
  bullingtonKnifeEdgeDb,
  bullingtonLossDb,
} from "../../../../geodata/radio/diffraction/knife-edge.ts";

/** From far below the first loss to far above what mountains give, dense where J begins. */
function* manyNu(): Generator<number> {
  for (let nu = -3; nu < 60; nu += 0.00037) yield nu;
  for (let i = -2000; i <= 2000; i++) yield -0.78 + i * 1e-6;
  for (let nu = 60; nu < 5000; nu *= 1.01) yield nu;
  yield -Infinity;
}

test.each([0.06, 1, 10, 100])(
  "over %d km the table says what the formula says, the jump at nu = -0.78 included",
  (lengthKm) => {
    let worstDb = 0;
    for (const nu of manyNu()) {
      const exactDb = bullingtonLossDb(bullingtonKnifeEdgeDb(nu), lengthKm);
      worstDb = Math.max(worstDb, Math.abs(tabledBullingtonLossDb(nu, lengthKm) - exactDb));
    }
    expect(worstDb).toBeLessThan(2e-5);
  },
);
