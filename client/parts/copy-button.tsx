import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon.tsx";

/** How long "copied" is said, ms. */
const SAID_MS = 2500;

interface CopyButtonProps {
  text: () => string;
  /** What is copied, for those who cannot see what the button stands beside. */
  label: string;
  onFailed?: () => void;
}

/** Copies and says so. */
export function CopyButton({ text, label, onFailed }: CopyButtonProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
    } catch {
      // No permission, or a page without HTTPS: the caller shows the text to be copied by hand.
      onFailed?.();
    }
  };
  return (
    <button type="button" className="button copy" onClick={() => void copy()}>
      <Icon name={isCopied ? "check" : "copy"} />
      <span aria-live="polite">{isCopied ? t("why.copied") : label}</span>
    </button>
  );
}
