import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A map that cannot be drawn (no WebGL, a lost download) must not take the figures with it. */
export class MapBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }
  override componentDidCatch(error: unknown) {
    console.error(error);
  }
  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return <NoMap retry={() => this.setState({ hasFailed: false })} />;
  }
}

function NoMap({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="trouble map-wait" role="alert">
      <p className="strong">{t("mapBar.noMap")}</p>
      <p>{t("mapBar.noMapHint")}</p>
      <button type="button" className="button" onClick={retry}>
        {t("state.retry")}
      </button>
    </div>
  );
}
