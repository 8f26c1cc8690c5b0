import { geoAlbersUsa, geoEqualEarth, geoPath, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';
import { numericToAlpha2 } from 'i18n-iso-countries';
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The outline of one place on a map, and where its letter stands. */
export interface Shape {
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /** Too small for a letter inside: it is read from the list beside the map. */
  readonly small: boolean;
}

export interface MapShapes {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const WIDTH = 960;
/** Square units of the drawing below which a letter would cover its neighbours. */
const SMALL = 420;

/** The Federal Information Processing Standard's numbers of the states and the district, 5-2, and their postal codes. */
const STATES =
  '01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI 45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY';
const POSTAL = new Map(STATES.split(' ').map((both) => [both.slice(0, 2), both.slice(2)]));

/** Drawn once: the outlines never change while the program runs. */
let usa: MapShapes | undefined;
let world: MapShapes | undefined;

export function mapOfTheUnitedStates(): MapShapes {
  return (usa ??= drawn('us-atlas/states-10m.json', 'states', geoAlbersUsa(), 600, (id) => {
    const postal = POSTAL.get(id);
    return postal ? `US-${postal}` : null;
  }));
}

export function mapOfTheWorld(): MapShapes {
  return (world ??= drawn('world-atlas/countries-110m.json', 'countries', geoEqualEarth(), 470, (id) =>
    // Nobody lives in Antarctica to be needled, and it would take a fifth of the map.
    id === '010' ? null : (numericToAlpha2(id) ?? null),
  ));
}

function drawn(
  file: string,
  layer: string,
  projection: GeoProjection,
  height: number,
  codeOf: (id: string) => string | null,
): MapShapes {
  const topology = JSON.parse(readFileSync(require.resolve(file), 'utf8')) as Topology<
    Record<string, GeometryCollection<{ name: string }>>
  >;
  const features = feature(topology, topology.objects[layer]).features.filter(({ id }) => codeOf(String(id)) !== null);
  const all: GeoPermissibleObjects = { type: 'FeatureCollection', features };
  projection.fitExtent(
    [
      [4, 4],
      [WIDTH - 4, height - 4],
    ],
    all,
  );
  const path = geoPath(projection).digits(1);
  const shapes = features.flatMap((one) => {
    const outline = path(one);
    if (!outline) return [];
    const [x, y] = path.centroid(one).map(Math.round);
    return [
      {
        code: codeOf(String(one.id))!,
        name: one.properties.name,
        path: withoutCrumbs(outline),
        x,
        y,
        small: path.area(one) < SMALL,
      },
    ];
  });
  return { width: WIDTH, height, shapes: shapes.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) };
}

/** Without what is too small to be seen at any size the map has: thousands of islets, and points closer than a unit. */
function withoutCrumbs(outline: string): string {
  const rings = outline
    .split('Z')
    .filter((ring) => ring !== '')
    .map((ring) => {
      const points = ring.slice(1).split('L');
      let kept = points[0].split(',').map(Number);
      const thinned = points.filter((point, n) => {
        const [x, y] = point.split(',').map(Number);
        if (n !== 0 && n !== points.length - 1 && Math.hypot(x - kept[0], y - kept[1]) < 1.2) return false;
        kept = [x, y];
        return true;
      });
      return thinned;
    });
  const seen = rings.filter((points) => points.length > 3);
  const whole = seen.length > 0 ? seen : rings;
  return whole.map((points) => `M${points.join('L')}Z`).join('');
}
