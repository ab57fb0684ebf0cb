/** What react-aria says to those who listen, in Vietnamese: it ships none. Keys and shapes are its own. */

/** The part of its formatter that these sentences use. */
interface Formatter {
  number: (value: number) => string;
}

export const components = {
  selectPlaceholder: "Chọn một mục",
  tableResizer: "Đổi độ rộng cột",
  dropzoneLabel: "Vùng thả tệp",
  colorSwatchPicker: "Bảng màu",
};

export const overlays = { dismiss: "Đóng" };

export const menu = { longPressMessage: "Nhấn giữ hoặc bấm Alt + Mũi tên xuống để mở trình đơn" };

interface Focused {
  isGroupChange: boolean;
  groupTitle: string;
  groupCount: number;
  optionText: string;
  isSelected: boolean;
}

export const combobox = {
  focusAnnouncement: (focused: Focused, formatter: Formatter) => {
    const group = focused.isGroupChange
      ? `Vào nhóm ${focused.groupTitle}, có ${formatter.number(focused.groupCount)} mục. `
      : "";
    return `${group}${focused.optionText}${focused.isSelected ? ", đã chọn" : ""}`;
  },
  countAnnouncement: ({ optionCount }: { optionCount: number }, formatter: Formatter) =>
    `Có ${formatter.number(optionCount)} mục.`,
  selectedAnnouncement: ({ optionText }: { optionText: string }) => `${optionText}, đã chọn`,
  buttonLabel: "Mở gợi ý",
  listboxLabel: "Gợi ý",
};
