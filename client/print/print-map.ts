/** Class of the picture that stands for the map on paper; print.css leaves nothing else beside it. */
const PICTURE_CLASS = "map-print";

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/**
 * Prints the picture of the map with its title, legend, scale, date, source and QR: a canvas itself
 * comes out blank or blurred on paper. Rejects when the picture cannot be read.
 */
export async function printPicture(picture: Blob): Promise<void> {
  const image = document.createElement("img");
  image.className = PICTURE_CLASS;
  image.alt = "";
  // The policy for images admits data: addresses, not blob: ones.
  image.src = await dataAddress(picture);
  await image.decode();
  document.body.append(image);
  addEventListener("afterprint", () => image.remove(), { once: true });
  print();
}
