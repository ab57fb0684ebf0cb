import { expect, test } from "vitest";
import { clientOf } from "../../../server/http/client-address.ts";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
  ["2001:DB8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["1:2:3:4:5:6:10.0.0.1", "1:2:3:4::/64"],
  ["64:ff9b::10.0.0.1", "64:ff9b:0:0::/64"],
  ["not an address", "?"],
])("%s counts as %s", (address, client) => {
  expect(clientOf(address)).toBe(client);
});
