/** On everything that is computed over the demonstration terrain. */
export const DEMONSTRATION_MARK = "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";
