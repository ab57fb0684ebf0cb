import { expect, test } from "vitest";
import {
  LTE_RESOURCE_BLOCKS,
  NR_RESOURCE_BLOCKS,
  radioDefaults,
} from "../../../geodata/radio/technology-defaults.ts";

test("a cell without a bandwidth is taken for the usual one", () => {
  expect(radioDefaults("lte")).toEqual(radioDefaults("lte", 10));
  expect(radioDefaults("nr")).toEqual(radioDefaults("nr", 100));
  expect(radioDefaults("nr")).toMatchObject({
    reported: "SS-RSRP",
    resourceBlocks: 273,
    powerDbm: 53,
    peakGainDbi: 17,
    feederLossDb: 0,
  });
  expect(radioDefaults("umts")).toMatchObject({ reported: "RSCP", channelMhz: 5 });
  expect(radioDefaults("gsm")).toMatchObject({ reported: "RXLEV", channelMhz: 0.2 });
  expect(radioDefaults("gsm").resourceBlocks).toBeUndefined();
});

test.each([
  // No such channel: the nearest, and of two the wider one.
  [7.5, 10],
  [7.4, 5],
  [12, 10],
  [40, 20],
  [0.1, 1.4],
])("an LTE carrier of %d MHz is computed as one of %d MHz", (bandwidthMhz, channelMhz) => {
  expect(radioDefaults("lte", bandwidthMhz)).toMatchObject({
    channelMhz,
    resourceBlocks: LTE_RESOURCE_BLOCKS.get(channelMhz),
  });
});

test("no channel holds more resource blocks than fit into it", () => {
  for (const [channelMhz, blocks] of LTE_RESOURCE_BLOCKS)
    expect(blocks * 12 * 0.015).toBeLessThan(channelMhz);
  for (const [channelMhz, blocks] of NR_RESOURCE_BLOCKS)
    expect(blocks * 12 * 0.03).toBeLessThan(channelMhz);
});
