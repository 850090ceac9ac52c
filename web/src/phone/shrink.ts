/** What the server takes: pixels a side, bytes. It holds photos to the same. */
export const mostSide = 1600;
const mostBytes = 700 * 1024;

/** How much is kept of a photo, from the first that fits: less of it, never less of the page. */
const qualities = [0.8, 0.65, 0.5, 0.35];

/** The size at which a picture is kept: its shape, at most `mostSide` a side, never larger than it was. */
export function keptSize(width: number, height: number): { width: number; height: number } {
  const by = Math.min(1, mostSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/**
 * A photo as it is kept and sent: drawn anew, so that nothing is left of where it
 * was taken and with what, smaller, and stamped. Base64 of a JPEG; fails where the
 * file is no picture.
 */
export async function shrink(file: Blob, stamp: string): Promise<string> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  const { width, height } = Object.assign(canvas, keptSize(picture.width, picture.height));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  const size = Math.max(14, Math.round(width / 40));
  pen.font = `${size}px sans-serif`;
  pen.fillStyle = "rgb(0 0 0 / 55%)";
  pen.fillRect(0, height - size * 1.8, Math.min(width, pen.measureText(stamp).width + size), size * 1.8);
  pen.fillStyle = "#fff";
  pen.fillText(stamp, size / 2, height - size * 0.6);
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob && blob.size <= mostBytes) return base64(blob);
  }
  throw new Error("the picture stays too large");
}

function base64(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}
