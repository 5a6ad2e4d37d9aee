import { type Colour, tenth } from './plot.ts';

type Spot = readonly [x: number, y: number];

/** An arrow on a picture; one that is too short to be seen is left out. */
export function arrow([x, y]: Spot, [toX, toY]: Spot, colour: Colour, attributes = ''): string {
  const length = Math.hypot(toX - x, toY - y);
  if (!(length > 1)) return '';
  const head = Math.min(10, length / 2);
  const [ux, uy] = [(toX - x) / length, (toY - y) / length];
  const corner = (side: number) =>
    `${tenth(toX - head * ux - side * 0.5 * head * uy)} ${tenth(toY - head * uy + side * 0.5 * head * ux)}`;
  const [neckX, neckY] = [toX - 0.8 * head * ux, toY - 0.8 * head * uy];
  return [
    `<path d="M${tenth(x)} ${tenth(y)}L${tenth(neckX)} ${tenth(neckY)}" stroke="var(--hp-${colour})" stroke-width="3" ${attributes}/>`,
    `<path d="M${tenth(toX)} ${tenth(toY)}L${corner(1)}L${corner(-1)}Z" fill="var(--hp-${colour})"/>`,
  ].join('');
}
