import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface BoundaryProps {
  /** What is said instead: what does not work, and what still does. */
  title?: string;
  hint?: string;
  /** Takes the place of the broken part without a word: something plainer that does the same. */
  fallback?: ReactNode;
  /** It stands for a whole page, so what is said instead is the page's main part. */
  isPage?: boolean;
  children: ReactNode;
}

/** Keeps a part that broke (no WebGL, a lost download, our own bug) from taking the page with it. */
export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }
  override componentDidCatch(error: unknown) {
    console.error(error);
  }
  override render() {
    const { title = "", hint = "", fallback, isPage, children } = this.props;
    if (!this.state.hasFailed) return children;
    if (fallback !== undefined) return fallback;
    if (isPage)
      return (
        <main id="main" className="page" tabIndex={-1}>
          <h1>{title}</h1>
          <Broken hint={hint} retry={() => location.reload()} />
        </main>
      );
    return <Broken title={title} hint={hint} retry={() => this.setState({ hasFailed: false })} />;
  }
}

function Broken({ title, hint, retry }: { title?: string; hint: string; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="trouble broken" role="alert">
      {title && <p className="strong">{title}</p>}
      <p>{hint}</p>
      <button type="button" className="button" onClick={retry}>
        {t("state.retry")}
      </button>
    </div>
  );
}
