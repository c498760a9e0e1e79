/**
 * A QR code as SVG without any style attribute: one path of black squares, sized by the stylesheet of whoever prints it.
 */
import { create } from 'qrcode';
import { escapeXml } from './svg-text';

const quietZone = 2;

/** The code of `text`, error correction M; `title` is what it says to those who cannot scan it. */
export function qrSvg(text: string, title: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const squares: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (data[row * size + column] === 1) squares.push(`M${String(column)} ${String(row)}h1v1h-1z`);
    }
  }
  const side = String(size + 2 * quietZone);
  return `<svg class="qr-code" viewBox="-${String(quietZone)} -${String(quietZone)} ${side} ${side}" role="img" shape-rendering="crispEdges"><title>${escapeXml(title)}</title><path fill="#000" d="${squares.join('')}"/></svg>`;
}
