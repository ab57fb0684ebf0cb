import {
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { Icon } from "../parts/icon.tsx";
import { useView } from "../use-view.ts";
import type { View } from "../view.ts";
import { VillageCell } from "./village-cell.tsx";
import {
  columnsOf,
  sortAfterClick,
  sortingOf,
  VILLAGE_COLUMNS,
  type VillageColumnId,
} from "./village-columns.ts";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});
const helper = createColumnHelper<typeof features, VillageListItem>();
const columns = helper.columns(
  VILLAGE_COLUMNS.map(({ id, sortValue }) =>
    helper.accessor(sortValue, {
      id,
      sortUndefined: "last",
      sortFn: (a, b, column) => {
        const [left, right] = [
          a.getValue<string | number>(column),
          b.getValue<string | number>(column),
        ];
        return left < right ? -1 : Number(left > right);
      },
    }),
  ),
);

/** One line of text with its padding, px; rows that need more are measured. */
const ROW_HEIGHT_PX = 32;
const OVERSCAN_ROWS = 8;

interface VillageTableProps {
  villages: readonly VillageListItem[];
  view: View;
  change: (change: { sort: string }) => void;
  onOpen: (id: string) => void;
}

/** The thôn as rows; only those in sight are drawn. Arrow keys walk, Enter opens. */
export function VillageTable({ villages, view, change, onOpen }: VillageTableProps) {
  const { t } = useTranslation();
  const { selection } = useView().view;
  // Under a panel nothing is drawn, and the place in the list is remembered.
  const isHidden = selection !== undefined && !view.wideTable;
  const shown = columnsOf(view);
  const sorting = useMemo(() => sortingOf(view), [view]);
  const data = useMemo(() => [...villages], [villages]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (village) => village.id,
    state: {
      sorting,
      columnVisibility: Object.fromEntries(
        VILLAGE_COLUMNS.map(({ id }) => [id, shown.includes(id)]),
      ),
    },
  });
  const rows = table.getRowModel().rows;
  const body = useRef<HTMLTableElement>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  // A list that was hidden under a panel has lost its place on the screen, and is given it back.
  const place = useRef(0);
  useEffect(() => {
    if (isHidden) return;
    const frame = body.current?.closest<HTMLElement>("[data-scroller]");
    scroller.current = frame ?? null;
    if (!frame || !body.current) return;
    const above = body.current.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    setScrollMargin(above + frame.scrollTop);
    const remember = () => {
      place.current = frame.scrollTop;
    };
    frame.addEventListener("scroll", remember, { passive: true });
    return () => frame.removeEventListener("scroll", remember);
  }, [isHidden]);
  const virtualizer = useVirtualizer({
    enabled: !isHidden,
    initialOffset: () => place.current,
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
    scrollMargin,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const selectedId = selection?.kind === "village" ? selection.id : undefined;
  const [activeId, setActiveId] = useState<string>();
  const activeIndex = Math.max(
    0,
    rows.findIndex(({ id }) => id === (activeId ?? selectedId)),
  );

  // The row that the keys have come to may have to be drawn before it can take the focus.
  const focusWanted = useRef<number>(undefined);
  useEffect(() => {
    if (focusWanted.current === undefined) return;
    const row = body.current?.querySelector<HTMLElement>(
      `[data-row="${focusWanted.current}"] button`,
    );
    if (!row) return;
    row.focus({ preventScroll: true });
    focusWanted.current = undefined;
  });

  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = Math.min(rows.length - 1, Math.max(0, activeIndex + step));
    setActiveId(rows[index]?.id);
    virtualizer.scrollToIndex(index);
    focusWanted.current = index;
  };

  const items = virtualizer.getVirtualItems();
  const before = items.length > 0 ? (items[0]?.start ?? 0) - scrollMargin : 0;
  const after =
    items.length > 0 ? virtualizer.getTotalSize() - ((items.at(-1)?.end ?? 0) - scrollMargin) : 0;
  const [main] = sorting;
  return (
    <table
      ref={body}
      className="table village-table"
      aria-rowcount={rows.length + 1}
      data-wide={view.wideTable}
    >
      <thead>
        <tr aria-rowindex={1}>
          {shown.map((id) => (
            <HeadCell
              key={id}
              id={id}
              sorted={main?.id === id ? (main.desc ? "descending" : "ascending") : undefined}
              onSort={() => change({ sort: sortAfterClick(view, id) })}
              label={t(`column.${id}`)}
            />
          ))}
        </tr>
      </thead>
      {before > 0 && <Spacer height={before} columns={shown.length} />}
      <tbody onKeyDown={walk}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <tr
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              data-row={item.index}
              aria-rowindex={item.index + 2}
              data-selected={row.id === selectedId || undefined}
              onClick={() => onOpen(row.id)}
            >
              {row.getVisibleCells().map((cell) => (
                <VillageCell
                  key={cell.id}
                  id={cell.column.id as VillageColumnId}
                  village={row.original}
                  withCommune={!shown.includes("communeName")}
                  isTabStop={item.index === activeIndex}
                  isSelected={row.id === selectedId}
                  onFocus={() => setActiveId(row.id)}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
      {after > 0 && <Spacer height={after} columns={shown.length} />}
    </table>
  );
}

/** Stands for the rows that are not drawn, so that the scroll bar is true. */
function Spacer({ height, columns: span }: { height: number; columns: number }) {
  return (
    <tbody aria-hidden="true" className="spacer">
      <tr>
        <td colSpan={span} style={{ height }} />
      </tr>
    </tbody>
  );
}

interface HeadCellProps {
  id: VillageColumnId;
  label: string;
  sorted: "ascending" | "descending" | undefined;
  onSort: () => void;
}

function HeadCell({ id, label, sorted, onSort }: HeadCellProps) {
  const kind = VILLAGE_COLUMNS.find((column) => column.id === id)?.kind;
  return (
    <th scope="col" data-kind={kind} data-column={id} aria-sort={sorted ?? "none"}>
      <button type="button" className="sort" onClick={onSort}>
        {label}
        {sorted && <Icon name={sorted} />}
      </button>
    </th>
  );
}
