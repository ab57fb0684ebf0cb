import "../styles/page.css";
import { type ReactNode, useEffect, useRef } from "react";
import { useTitle } from "../use-title.ts";

interface PageProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A page of text and tables. Its heading takes the focus when one comes here by a link. */
export function Page({ title, lead, children }: PageProps) {
  useTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser puts it.
    if (history.state !== null || document.referrer !== "") heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return (
    <main id="main" className="page" tabIndex={-1}>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className="lead">{lead}</p>}
      </header>
      {children}
    </main>
  );
}
