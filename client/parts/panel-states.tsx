import { useTranslation } from "react-i18next";
import { ApiError } from "../api.ts";

/** The shape of what is coming: a heading and lines, or rows of a table. */
export function Skeleton({ lines, kind = "text" }: { lines: number; kind?: "text" | "rows" }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" data-kind={kind} role="status">
      <span className="visually-hidden">{t("state.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}

/** What went wrong, what to do, and a button that does it. */
export function Trouble({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation();
  const absent = error instanceof ApiError && error.status === 404;
  return (
    <div className="trouble" role="alert">
      <p className="strong">{absent ? t("state.absent") : t("state.failed")}</p>
      <p>
        {absent
          ? t("state.absentHint")
          : error instanceof ApiError && error.problem?.detail
            ? error.problem.detail
            : t("state.failedHint")}
      </p>
      {!absent && (
        <button type="button" className="button" onClick={retry}>
          {t("state.retry")}
        </button>
      )}
    </div>
  );
}
