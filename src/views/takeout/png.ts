/** Pictures as PNG: an SVG that stands alone, painted once. */
import type { Sized } from './shapes.ts';
import { Untakeable } from './untakeable.ts';

/** Pixels of the file to a pixel of the page: sharp on a slide and in print. */
const PNG_SCALE = 2;
/** No side and no area of a canvas may be larger: Safari on a phone. */
const MOST_SIDE = 8192;
const MOST_AREA = 16_777_216;

/** @throws {Untakeable} where the browser cannot paint a picture of that size, or at all */
export async function pngOf(svg: string, { width, height }: Sized): Promise<Blob> {
  const [wide, high] = [width * PNG_SCALE, height * PNG_SCALE];
  if (Math.max(wide, high) > MOST_SIDE || wide * high > MOST_AREA) throw new Untakeable('large');
  const image = new Image(wide, high);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const canvas = document.createElement('canvas');
  canvas.width = wide;
  canvas.height = high;
  try {
    await image.decode();
    const context = canvas.getContext('2d');
    if (!context) throw new Untakeable('painted');
    context.drawImage(image, 0, 0, wide, high);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Untakeable('painted');
    return blob;
  } catch (error) {
    throw error instanceof Untakeable ? error : new Untakeable('painted');
  } finally {
    canvas.width = 0; // gives its memory back at once
  }
}
