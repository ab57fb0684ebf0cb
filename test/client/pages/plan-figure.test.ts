import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { planFigureText } from "../../../client/pages/plan-figure.ts";
import { vi } from "../../../client/text/vi.ts";

beforeAll(() => i18next.init({ lng: "vi", resources: { vi: { translation: vi } } }));
const text = (printed: string, unit: "percent" | "per_100" | "Mbps" | "count" | "milestone") =>
  planFigureText(printed, { unit, code: "X" }, i18next.t, "vi");

test("the two rates per 100 inhabitants are no percentages, and the plan's print is quoted", () => {
  expect(text("85", "per_100")).toBe("85 thuê bao/100 dân (Kế hoạch ghi 85%)");
  expect(text("80.69", "per_100")).toBe("80,69 thuê bao/100 dân (Kế hoạch ghi 80,69%)");
});

test("other figures carry their unit and the plan's digits", () => {
  expect(text("80.20", "percent")).toBe("80,20%");
  expect(text("34.41", "Mbps")).toBe("34,41 Mbps");
  expect(text("done", "milestone")).toBe("hoàn thành");
});
