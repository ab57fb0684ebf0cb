import { useTranslation } from "react-i18next";
import { vn2000Text, wgs84Text } from "../text/formats.ts";
import { useOutlook } from "../use-view.ts";
import { useVn2000, type Vn2000 } from "../use-vn2000.ts";
import { CopyButton } from "./copy-button.tsx";

interface CopyableCoordinatesProps {
  /** WGS 84 degrees. */
  lon: number;
  lat: number;
  /** Where the server has projected it already. */
  vn2000?: Vn2000;
}

/** A position in the systems that people ask for, each ready to be copied. */
export function CopyableCoordinates({ lon, lat, vn2000: known }: CopyableCoordinatesProps) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const vn2000 = useVn2000(lon, lat, known);
  const rows = [
    { name: t("why.wgs84"), text: wgs84Text(lat, lon) },
    ...(vn2000 ? [{ name: t("why.vn2000"), text: vn2000Text(vn2000.x, vn2000.y, language) }] : []),
  ];
  return (
    <ul className="coordinates">
      {rows.map(({ name, text }) => (
        <li key={name}>
          <span className="quiet">{name}</span>
          <span className="figures">{text}</span>
          <CopyButton text={() => text} label={t("why.copy")} />
        </li>
      ))}
    </ul>
  );
}
