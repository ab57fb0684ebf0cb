import { useTranslation } from "react-i18next";
import { vn2000Text, wgs84Text } from "../text/formats.ts";
import { useView } from "../use-view.ts";
import { CopyButton } from "./copy-button.tsx";

interface CopyableCoordinatesProps {
  /** WGS 84 degrees. */
  lon: number;
  lat: number;
  /** VN-2000 of the province's meridian, metres: x northing, y easting. */
  vn2000?: { x: number; y: number };
}

/** A position in the systems that people ask for, each ready to be copied. */
export function CopyableCoordinates({ lon, lat, vn2000 }: CopyableCoordinatesProps) {
  const { t } = useTranslation();
  const { language } = useView();
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
