import type { ReviewState, Standing } from '../../scope-of-practice/rule-set';
import { type MapShapes, mapOfTheUnitedStates, mapOfTheWorld, type Shape } from './map-shapes';
import { reviewInWords, standingInWords } from './rule-presenter';

export interface PlaceOnMap {
  readonly code: string;
  readonly name: string;
  readonly standing: Standing;
  readonly review: ReviewState;
}

/** A country that has no rule of its own, while its parts differ, has no one standing. */
type Look = Standing | 'varies';

const LETTERS: Record<Look, string> = {
  permitted: 'P',
  'permitted-with-conditions': 'C',
  silent: 'S',
  unknown: '?',
  contested: 'D',
  prohibited: 'X',
  varies: 'V',
};

const VARIES = 'Varies by part: see the table';

export function standingMaps(places: readonly PlaceOnMap[], profession: string) {
  const held = new Map(places.map((place) => [place.code, place]));
  const address = (code: string) => `/scope-of-practice/${code}?profession=${profession}`;
  const usa = mapOfTheUnitedStates();
  const world = mapOfTheWorld();
  const inWorld = (shape: Shape) => {
    const parts = places.filter(({ code }) => code.startsWith(`${shape.code}-`));
    const own = held.get(shape.code);
    if (parts.length > 0) return { look: 'varies' as const, verified: false, words: VARIES, address: '#places' };
    return own ? { ...lookOf(own), address: address(shape.code) } : null;
  };
  return [
    drawn('The United States', 'map-us', usa, (shape) => ({
      ...lookOf(held.get(shape.code)),
      address: address(shape.code),
    })),
    drawn('Other countries', 'map-world', world, inWorld),
  ];
}

export const legend = (Object.keys(LETTERS) as Look[]).map((look) => ({
  look,
  letter: LETTERS[look],
  words: look === 'varies' ? VARIES : standingInWords(look, 'unverified').text,
  isPermission: look.startsWith('permitted'),
}));

function lookOf(place: PlaceOnMap | undefined) {
  if (!place) return { look: 'unknown' as const, verified: false, words: 'Unknown: not researched' };
  const { standing, review } = place;
  const words = `${standingInWords(standing, review).text}; ${reviewInWords(review).text.toLowerCase()}`;
  return { look: standing, verified: review === 'verified', words };
}

interface Appearance {
  readonly look: Look;
  readonly verified: boolean;
  readonly words: string;
  readonly address: string;
}

function drawn(title: string, id: string, map: MapShapes, of: (shape: Shape) => Appearance | null) {
  const places = map.shapes.map((shape) => ({ shape, appearance: of(shape) }));
  return {
    title,
    id,
    width: map.width,
    height: map.height,
    // What the register does not hold is drawn as unknown, and is no stop for the keyboard among a hundred others.
    background: places.filter(({ appearance }) => appearance === null).map(({ shape: { path } }) => path),
    places: places.flatMap(({ shape, appearance }) =>
      appearance === null
        ? []
        : [
            {
              ...shape,
              ...appearance,
              letter: shape.small ? null : LETTERS[appearance.look],
              label: `${shape.name}: ${appearance.words}`,
            },
          ],
    ),
  };
}
