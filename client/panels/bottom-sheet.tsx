import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/icon.tsx";

const STOPS = ["answer", "half", "full"] as const;
export type SheetStop = (typeof STOPS)[number];
/** A drag shorter than this is a tap, px. */
const TAP_PX = 8;

interface BottomSheetProps {
  stop: SheetStop;
  onStop: (stop: SheetStop) => void;
  /** One thing is shown: the answer above it keeps to its two sentences. */
  isAboutOne: boolean;
  children: ReactNode;
}

/** The margin of a phone: pulled up from the answer's lines to half and to the whole screen. */
export function BottomSheet({ stop, onStop, isAboutOne, children }: BottomSheetProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLElement>(null);
  const [pulledPx, setPulledPx] = useState<number>();
  const startY = useRef<number>(undefined);

  useEffect(() => {
    // What lies above the fold of a low sheet is its beginning.
    if (stop === "answer") sheet.current?.querySelector("[data-scroller]")?.scrollTo(0, 0);
  }, [stop]);

  const onDown = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    startY.current = event.clientY;
  };
  const onMove = (event: PointerEvent) => {
    if (startY.current !== undefined) setPulledPx(startY.current - event.clientY);
  };
  const onUp = (event: PointerEvent) => {
    if (startY.current === undefined) return;
    const pulled = startY.current - event.clientY;
    startY.current = undefined;
    setPulledPx(undefined);
    if (Math.abs(pulled) < TAP_PX) return onStop(nextStop(stop));
    onStop(stopAt(sheet.current?.offsetHeight ?? 0, window.innerHeight));
  };
  return (
    <aside
      ref={sheet}
      className="sheet"
      data-stop={stop}
      data-about-one={isAboutOne || undefined}
      data-pulled={pulledPx !== undefined || undefined}
      style={{ "--pulled": `${pulledPx ?? 0}px` } as object}
    >
      <button
        type="button"
        className="sheet-handle"
        aria-label={t(`sheet.${nextStop(stop)}`)}
        aria-expanded={stop !== "answer"}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => {
          startY.current = undefined;
          setPulledPx(undefined);
        }}
        onClick={(event) => {
          // A press of the keyboard; the pointer's own presses are counted above.
          if (event.detail === 0) onStop(nextStop(stop));
        }}
      >
        <Icon name="down" />
      </button>
      <div className="sheet-body" data-scroller>
        {children}
      </div>
    </aside>
  );
}

function nextStop(stop: SheetStop): SheetStop {
  return stop === "answer" ? "half" : stop === "half" ? "full" : "answer";
}

/** The stop nearest to a height of the sheet in a window, px. */
export function stopAt(sheetPx: number, windowPx: number): SheetStop {
  const share = sheetPx / windowPx;
  if (share < 0.38) return "answer";
  return share < 0.72 ? "half" : "full";
}
