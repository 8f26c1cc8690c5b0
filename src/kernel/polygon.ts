/** A place on a picture; `x` and `y` from 0 (left, top) to 1 (right, bottom). */
export interface PlacePoint {
  readonly x: number;
  readonly y: number;
}

/** Decimal fractions are not exact in binary: a point this near to an edge, in parts of the picture, is on it. */
const ROUNDING = 1e-9;

function isOnEdge({ x, y }: PlacePoint, from: PlacePoint, to: PlacePoint): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length <= ROUNDING) return Math.hypot(x - from.x, y - from.y) <= ROUNDING;
  const along = ((x - from.x) * dx + (y - from.y) * dy) / length;
  const beside = Math.abs((x - from.x) * dy - (y - from.y) * dx) / length;
  return beside <= ROUNDING && along >= -ROUNDING && along <= length + ROUNDING;
}

/** Whether a point lies in a polygon, its edge and corners included. Where edges cross, the even-odd rule decides. */
export function isInside(point: PlacePoint, polygon: readonly PlacePoint[]): boolean {
  let inside = false;
  for (const [index, to] of polygon.entries()) {
    const from = polygon.at(index - 1) as PlacePoint;
    if (isOnEdge(point, from, to)) return true;
    const crosses =
      from.y > point.y !== to.y > point.y &&
      point.x < ((to.x - from.x) * (point.y - from.y)) / (to.y - from.y) + from.x;
    if (crosses) inside = !inside;
  }
  return inside;
}

/** The middles of the cells of a grid laid over the picture, row by row: where a point can be set without a mouse. */
export function middlesOf({ columns, rows }: { readonly columns: number; readonly rows: number }): PlacePoint[] {
  return Array.from({ length: columns * rows }, (_, index) => ({
    x: ((index % columns) + 0.5) / columns,
    y: (Math.floor(index / columns) + 0.5) / rows,
  }));
}
