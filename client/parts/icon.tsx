/** Outlines on a 20 x 20 grid, drawn with the text's colour. Always beside words or in a named button. */
const PATHS = {
  search: "M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5L17 17",
  layers: "m10 3 7 4-7 4-7-4 7-4Zm-7 7.5 7 4 7-4M3 14l7 4 7-4",
  share:
    "M14 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm8 5.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.8 9l4.4-3.4M7.8 11l4.4 3.4",
  download: "M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M3.5 14v2.5h13V14",
  theme:
    "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-14v14m0-11.5h4.9M10 9h6.8M10 12.500h6.400M10 16h3",
  help: "M7.500 7.500a2.500 2.500 0 1 1 3.600 2.200c-.800.500-1.100 1-1.100 1.900M10 14.400v.200M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z",
  menu: "M3 5.500h14M3 10h14M3 14.500h14",
  close: "m5 5 10 10M15 5 5 15",
  play: "M6.500 4v12l9-6-9-6Z",
  pause: "M7 4.500v11M13 4.500v11",
  back: "M12 4.500 6.500 10l5.500 5.500",
  next: "M8 4.500l5.500 5.500L8 15.500",
  down: "m5 7.500 5 5 5-5",
  ascending: "M10 16V4m0 0L6 8m4-4 4 4",
  descending: "M10 4v12m0 0 4-4m-4 4-4-4",
  copy: "M7 7V3.500h9.500V13H13M3.500 7H13v9.500H3.500V7Z",
  print: "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.500h8V17H6v-5.500Z",
  columns: "M3 4h14v12H3V4Zm4.700 0v12m4.600-12v12",
  filter: "M3 5h14M5.500 10h9M8 15h4",
  compare: "M3 4h5.500v12H3V4Zm8.500 0H17v12h-5.500V4Z",
  check: "m4.500 10.500 3.500 3.500 7.500-8",
  widen: "M12 4h4.500v4.500M8 16H3.500v-4.500M16.500 4l-5 5m-8 7 5-5",
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
