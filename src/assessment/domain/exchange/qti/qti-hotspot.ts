import type { HotspotQuestion, Point } from '../../../../catalogue/question-definition';
import { partSlug } from '../filling';
import { imageSize } from '../image-size';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, firstWithin, textOf } from '../xml/xml-query';
import { isNear } from './qti-choice';
import type { Asked, QtiItem } from './qti-item';

/** Corners that stand for a round shape: a circle's radius is then off by less than half a per cent. */
const CORNERS = 32;

interface Picture {
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

function pictureOf(item: QtiItem, interaction: XmlElement): Picture | null {
  const element =
    childNamed(interaction, 'object') ?? firstWithin(interaction, 'object') ?? firstWithin(interaction, 'img');
  const href = element?.attributes.data ?? element?.attributes.src ?? '';
  const src = href === '' ? null : item.address(href);
  if (!element || src === null) {
    item.notes.refuse(
      'picture-missing',
      `Its picture “${href.slice(0, 100)}” does not come with the file.`,
      interaction.line,
    );
    return null;
  }
  const own = imageSize(item.bytesAt(href) ?? new Uint8Array());
  const width = Number(element.attributes.width) || own?.width;
  const height = Number(element.attributes.height) || own?.height;
  if (!width || !height) {
    item.notes.refuse(
      'picture-size',
      'Neither the file nor its picture says how large it is, so its zones have no place.',
      interaction.line,
    );
    return null;
  }
  const alt = (element.attributes.alt ?? textOf(element)).replace(/\s+/g, ' ').trim();
  if (alt === '')
    item.notes.mention(
      'no-alt',
      'To be filled before approval: what its picture shows, for those who cannot see it.',
      interaction.line,
    );
  return { src, alt, width, height };
}

/** A shape of QTI (pixels of the picture) as corners from 0 to 1; a note where it was round. */
function polygonOf(
  item: QtiItem,
  shape: string,
  coords: string,
  { width, height }: Picture,
  line: number,
): Point[] | null {
  const isWhole = shape === 'default';
  const numbers = coords
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((text, index) =>
      text.endsWith('%') ? (Number(text.slice(0, -1)) / 100) * (index % 2 === 0 ? width : height) : Number(text),
    );
  const at = (x: number, y: number): Point => ({
    x: Math.min(1, Math.max(0, x / width)),
    y: Math.min(1, Math.max(0, y / height)),
  });
  const round = (x: number, y: number, horizontal: number, vertical: number) => {
    item.notes.change('round-zone', `A round zone is written with ${CORNERS} corners.`, line);
    return Array.from({ length: CORNERS }, (_, index) => {
      const angle = (2 * Math.PI * index) / CORNERS;
      return at(x + horizontal * Math.cos(angle), y + vertical * Math.sin(angle));
    });
  };
  if (!numbers.every(Number.isFinite)) return null;
  const [a, b, c, d] = numbers;
  if (isWhole) return [at(0, 0), at(width, 0), at(width, height), at(0, height)];
  if (shape === 'rect' && numbers.length === 4) return [at(a, b), at(c, b), at(c, d), at(a, d)];
  if (shape === 'circle' && numbers.length === 3) return round(a, b, c, c);
  if (shape === 'ellipse' && numbers.length === 4) return round(a, b, c, d);
  if (shape === 'poly' && numbers.length >= 6 && numbers.length % 2 === 0) {
    const points = Array.from({ length: numbers.length / 2 }, (_, index) =>
      at(numbers[2 * index], numbers[2 * index + 1]),
    );
    const [first, last] = [points[0], points[points.length - 1]];
    return points.length > 3 && first.x === last.x && first.y === last.y ? points.slice(0, -1) : points;
  }
  return null;
}

const GRID = { columns: 8, rows: 6 } as const;

type Region = HotspotQuestion['regions'][number];

function questionOf(
  prompt: string,
  { src, alt, width, height }: Picture,
  regions: readonly Region[],
  points: number,
  scoring: HotspotQuestion['scoring'],
): Asked {
  return { type: 'hotspot', prompt, image: { src, alt, width, height }, grid: GRID, regions, points, scoring };
}

export function readHotspot(item: QtiItem, interaction: XmlElement, prompt: string): Asked {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  const picture = declaration && pictureOf(item, interaction);
  if (!declaration || !picture) return null;
  const choices = childrenNamed(interaction, 'hotspotChoice');
  const { identifier, correct } = declaration;
  const scores = choices.map(({ attributes }) => item.scoredOne(identifier, [attributes.identifier ?? ''])?.score ?? 0);
  const right = choices.map(({ attributes }, index) =>
    correct ? correct.includes(attributes.identifier ?? '') : scores[index] > 0,
  );
  const regions: Region[] = [];
  for (const [index, { attributes, line }] of choices.entries()) {
    const polygon = polygonOf(item, attributes.shape ?? '', attributes.coords ?? '', picture, line);
    if (!polygon) {
      notes.refuse(
        'zone',
        `The zone “${(attributes.coords ?? '').slice(0, 80)}” (${attributes.shape}) cannot be read.`,
        line,
      );
      return null;
    }
    regions.push({
      slug: partSlug(index),
      label: attributes.hotspotLabel || (attributes.identifier ?? ''),
      polygon,
      correct: right[index],
      feedback: '',
    });
  }
  const all = choices.filter((_, index) => right[index]).map(({ attributes }) => attributes.identifier ?? '');
  if (all.length === 0) {
    notes.refuse('no-right-answer', 'It says of no zone that it is right.', interaction.line);
    return null;
  }
  const most = item.scoredOne(identifier, all)?.score ?? 0;
  if (most <= 0) item.sayOnlyCorrect();
  item.mark = most > 0 ? most : undefined;
  const wrongPlusRight = choices.map((choice, index) =>
    right[index] ? most : (item.scoredOne(identifier, [...all, choice.attributes.identifier ?? ''])?.score ?? 0),
  );
  const partly = all.length > 1 && all.some((id) => (item.scoredOne(identifier, [id])?.score ?? 0) > 0);
  const scoring = partly ? 'right-minus-wrong' : 'all-or-nothing';
  const maximum = Number(interaction.attributes.maxChoices ?? '1') || choices.length;
  const costs = choices.map((_, index) => (right[index] ? 0 : most - wrongPlusRight[index]));
  const isSame =
    most <= 0 ||
    (maximum <= all.length && scoring === 'all-or-nothing') ||
    choices.every(
      (_, index) => right[index] || isNear(costs[index], scoring === 'right-minus-wrong' ? most / all.length : most),
    );
  const isEven =
    scoring === 'all-or-nothing' ||
    all.every((id) => isNear(item.scoredOne(identifier, [id])?.score ?? 0, most / all.length));
  if (!isSame || !isEven)
    notes.change('marking', `Its marking rule has no like here; it is marked “${scoring}”.`, interaction.line);
  notes.mention('labels', 'To be filled before approval: what lies in each zone of the picture.', interaction.line);
  item.tellOtherFeedback();
  return questionOf(prompt, picture, regions, Math.max(1, maximum), scoring);
}

export function readSelectPoint(item: QtiItem, interaction: XmlElement, prompt: string): Asked {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  const picture = declaration && pictureOf(item, interaction);
  if (!declaration || !picture) return null;
  const areas = declaration.areas?.entries ?? [];
  if (!areas.some(({ value }) => value > 0)) {
    notes.refuse('no-right-answer', 'It says of no area of the picture that it is right.', interaction.line);
    return null;
  }
  const regions: Region[] = [];
  for (const [index, { shape, coords, value }] of areas.entries()) {
    const polygon = polygonOf(item, shape, coords, picture, declaration.line);
    if (!polygon) {
      notes.refuse('zone', `The zone “${coords.slice(0, 80)}” (${shape}) cannot be read.`, declaration.line);
      return null;
    }
    regions.push({ slug: partSlug(index), label: `${index + 1}`, polygon, correct: value > 0, feedback: '' });
  }
  const right = areas.filter(({ value }) => value > 0);
  const most = right.reduce((sum, { value }) => sum + value, 0);
  if (item.processing.rules !== 'map_response_point') item.sayOnlyCorrect();
  if (
    right.some(({ value }) => !isNear(value, most / right.length)) ||
    areas.some(({ value }) => value < 0) ||
    (declaration.areas?.otherwise ?? 0) !== 0
  ) {
    notes.change('marking', 'Its areas were not marked alike; here each right one counts the same.', declaration.line);
  }
  const points = Number(interaction.attributes.maxChoices ?? '1') || right.length;
  if (right.length > 1 || points > right.length) {
    notes.change(
      'marking',
      'A point outside the areas cost nothing; here it costs as much as a right one earns.',
      declaration.line,
    );
  }
  item.mark = most;
  notes.mention('labels', 'To be filled before approval: what lies in each zone of the picture.', interaction.line);
  item.tellOtherFeedback();
  return questionOf(
    prompt,
    picture,
    regions,
    Math.max(1, points),
    right.length > 1 ? 'right-minus-wrong' : 'all-or-nothing',
  );
}
