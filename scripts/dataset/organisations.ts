import { UNITS_2025_FROM } from "../../geodata/model/administrative-unit.ts";
import type { Organisation } from "../../geodata/model/organisation.ts";
import type { Facts } from "./facts.ts";
import { UNITS_2023_FROM } from "./units/units.ts";

const PLAN = "Kế hoạch phát triển hạ tầng số huyện Cao Lộc giai đoạn 2023 - 2025";

/** The district's offices that the plan gives work to (chapter VI) and the committee that issued it. */
const DISTRICT_OFFICES: readonly Pick<Organisation, "id" | "name" | "role">[] = [
  { id: "ubnd-huyen-cao-loc", name: "UBND huyện Cao Lộc", role: "uy_ban" },
  {
    id: "phong-vhtt-cao-loc",
    name: "Phòng Văn hoá và Thông tin huyện Cao Lộc",
    role: "phong_chuyen_mon",
  },
  {
    id: "phong-ktht-cao-loc",
    name: "Phòng Kinh tế và Hạ tầng huyện Cao Lộc",
    role: "phong_chuyen_mon",
  },
  {
    id: "phong-tckh-cao-loc",
    name: "Phòng Tài chính - Kế hoạch huyện Cao Lộc",
    role: "phong_chuyen_mon",
  },
  {
    id: "tt-vhtttt-cao-loc",
    name: "Trung tâm Văn hoá, Thể thao và Truyền thông huyện Cao Lộc",
    role: "phong_chuyen_mon",
  },
];

/** Who issued the plan, who carries it out, and the committees that followed on 2025-07-01. */
export function makeOrganisations(facts: Facts): Organisation[] {
  const district = DISTRICT_OFFICES.map(
    (office): Organisation => ({
      ...office,
      validFrom: UNITS_2023_FROM,
      validTo: UNITS_2025_FROM,
      source: PLAN,
    }),
  );
  const old = facts.communes2023.map(
    ({ code, name, code2025 }): Organisation => ({
      id: committeeId(code, "2023"),
      name: `UBND ${withSmallKind(name)}`,
      role: "uy_ban",
      unitCode: code,
      successorId: committeeId(code2025, "2025"),
      validFrom: UNITS_2023_FROM,
      validTo: UNITS_2025_FROM,
      source: `${PLAN}; communes-2023.csv`,
    }),
  );
  const current = facts.communes2025.map(
    ({ code, name, adminCentre }): Organisation => ({
      id: committeeId(code, "2025"),
      name: `UBND ${withSmallKind(name)}`,
      role: "uy_ban",
      unitCode: code,
      validFrom: UNITS_2025_FROM,
      source: `communes-2025.csv: ${adminCentre}`,
    }),
  );
  const enterprises = facts.operators.map(
    ({ code, name }): Organisation => ({
      id: `doanh-nghiep-${code.toLowerCase()}`,
      name,
      role: "doanh_nghiep",
      operatorCode: code,
      validFrom: UNITS_2023_FROM,
      source: "operators.csv",
    }),
  );
  return [...district, ...old, ...current, ...enterprises];
}

function committeeId(code: string, epoch: "2023" | "2025"): string {
  return `ubnd-${code}-${epoch}`;
}

/** "Xã Cao Lâu" as it stands after another word: "xã Cao Lâu". */
function withSmallKind(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
