import { COPPER, HAIR, HEIGHT, PETROL, Sheet, WIDTH } from './sheet';

/*
 * The certificate's only decoration: fine threads, as filiform needles are, plaited into a frame and a rosette. It says
 * nothing, so a screen reader passes over it.
 */

const OUTER = 24;
const INNER = 36;
const MIDDLE = (OUTER + INNER) / 2;
const HALF_WAVE = 8;

/** One thread of the plait along a side, as half waves that go above and below the line by turns. */
function thread(sheet: Sheet, from: readonly [number, number], to: readonly [number, number], sign: 1 | -1): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const waves = 2 * Math.round(length / HALF_WAVE / 2);
  const step = length / waves;
  const along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const at = (distance: number, aside: number): [number, number] => [
    from[0] + along[0] * distance - along[1] * aside,
    from[1] + along[1] * distance + along[0] * aside,
  ];
  sheet.doc.moveTo(...from);
  for (let wave = 0; wave < waves; wave += 1) {
    const aside = 4.6 * sign * (wave % 2 === 0 ? 1 : -1);
    const start = wave * step;
    sheet.doc.bezierCurveTo(
      ...at(start + step * 0.36, aside),
      ...at(start + step * 0.64, aside),
      ...at(start + step, 0),
    );
  }
  sheet.doc.stroke();
}

export function frame(sheet: Sheet): void {
  const { doc } = sheet;
  doc
    .lineWidth(0.5)
    .strokeColor(HAIR)
    .rect(OUTER, OUTER, WIDTH - 2 * OUTER, HEIGHT - 2 * OUTER)
    .stroke();
  doc.rect(INNER, INNER, WIDTH - 2 * INNER, HEIGHT - 2 * INNER).stroke();
  const corners: [number, number][] = [
    [INNER, MIDDLE],
    [WIDTH - INNER, MIDDLE],
    [WIDTH - MIDDLE, INNER],
    [WIDTH - MIDDLE, HEIGHT - INNER],
    [WIDTH - INNER, HEIGHT - MIDDLE],
    [INNER, HEIGHT - MIDDLE],
    [MIDDLE, HEIGHT - INNER],
    [MIDDLE, INNER],
  ];
  doc.lineWidth(0.45);
  for (let side = 0; side < corners.length; side += 2) {
    doc.strokeColor(PETROL);
    thread(sheet, corners[side], corners[side + 1], 1);
    doc.strokeColor(COPPER);
    thread(sheet, corners[side], corners[side + 1], -1);
  }
  doc.strokeColor(PETROL).lineWidth(0.5);
  for (const x of [MIDDLE, WIDTH - MIDDLE]) {
    for (const y of [MIDDLE, HEIGHT - MIDDLE]) doc.circle(x, y, 4.4).stroke().circle(x, y, 1.8).stroke();
  }
}

/** A rosette of threads around a centre. */
export function rosette(sheet: Sheet, x: number, y: number, radius: number): void {
  const { doc } = sheet;
  const petals = 12;
  const ring = (phase: number, inner: number, outer: number, colour: string) => {
    const steps = 360;
    for (let step = 0; step <= steps; step += 1) {
      const angle = (2 * Math.PI * step) / steps;
      const wave = (1 + Math.cos(petals * angle + phase)) / 2;
      const distance = radius * (inner + (outer - inner) * wave);
      const point: [number, number] = [
        Math.round((x + distance * Math.sin(angle)) * 100) / 100,
        Math.round((y - distance * Math.cos(angle)) * 100) / 100,
      ];
      if (step === 0) doc.moveTo(...point);
      else doc.lineTo(...point);
    }
    doc.closePath().lineWidth(0.35).strokeColor(colour).stroke();
  };
  for (let strand = 0; strand < 8; strand += 1) {
    const phase = (2 * Math.PI * strand) / 8;
    ring(phase, 0.52, 1, PETROL);
    if (strand % 2 === 0) ring(phase, 0.3, 0.6, COPPER);
  }
  doc
    .lineWidth(0.5)
    .strokeColor(HAIR)
    .circle(x, y, radius * 0.26)
    .stroke();
}
