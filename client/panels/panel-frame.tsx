import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/icon.tsx";
import { useOutlook } from "../use-view.ts";

interface PanelFrameProps {
  title: string;
  /** Under the title: where the thing is, what it is. */
  subtitle?: ReactNode;
  children: ReactNode;
  /** Closes the panel for the list; without it the way back is one step back. */
  onClose?: () => void;
}

/** A panel about one thing: the way back, its name (which takes the focus), what is said of it. */
export function PanelFrame({ title, subtitle, children, onClose }: PanelFrameProps) {
  const { t } = useTranslation();
  const { undo } = useOutlook();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A click on the map leaves the focus there; the keyboard's way goes on in the panel.
    if (!heading.current?.closest("[data-scroller]")?.contains(document.activeElement))
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article className="panel">
      <button type="button" className="link back" onClick={onClose ?? undo}>
        <Icon name="back" />
        {t(onClose ? "panel.toList" : "panel.back")}
      </button>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {subtitle && <p className="quiet">{subtitle}</p>}
      {children}
    </article>
  );
}
