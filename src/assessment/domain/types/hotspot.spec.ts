import type { HotspotQuestion, Point } from '../question';
import { shuffledBy } from '../shuffle';
import { feedbackOn, keyOf, normaliseResponse, presentQuestion, scoreResponse, validateResponse } from './registry';

const at = (x: number, y: number): Point => ({ x, y });
const square = (x: number, y: number, size: number) => [at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size)]; // prettier-ignore

const zones = (scoring: HotspotQuestion['scoring'], points = 4): HotspotQuestion => ({
  type: 'hotspot',
  prompt: 'Mark both apices.',
  maxMark: 1,
  safetyCritical: false,
  topic: 'T',
  rationale: '',
  image: { url: '/figure.svg', alt: 'A chest', width: 400, height: 300 },
  grid: { columns: 10, rows: 10 },
  points,
  scoring,
  regions: [
    { id: 'l', label: 'Left apex', polygon: square(0, 0, 0.2), correct: true, feedback: 'Left, right.' },
    { id: 'r', label: 'Right apex', polygon: square(0.8, 0, 0.2), correct: true, feedback: 'Right, right.' },
    { id: 'h', label: 'Heart', polygon: square(0.4, 0.4, 0.2), correct: false, feedback: 'The heart.' },
  ],
});

describe('Given two zones to be marked, and one to be left alone', () => {
  const [left, right, heart, nowhere] = [at(0.1, 0.1), at(0.9, 0.1), at(0.5, 0.5), at(0.5, 0.9)];

  it.each`
    points                         | allOrNothing | rightMinusWrong
    ${[left, right]}               | ${1}         | ${1}
    ${[right, left]}               | ${1}         | ${1}
    ${[left]}                      | ${0}         | ${0.5}
    ${[left, at(0.05, 0.05)]}      | ${0}         | ${0.5}
    ${[left, right, at(0.2, 0.2)]} | ${1}         | ${1}
    ${[left, right, heart]}        | ${0}         | ${0.5}
    ${[left, nowhere]}             | ${0}         | ${0}
    ${[heart]}                     | ${0}         | ${0}
    ${[]}                          | ${0}         | ${0}
  `('when $points are marked, then it earns $allOrNothing or $rightMinusWrong, by its rule', (row) => {
    const { points } = row;
    expect(scoreResponse(zones('all-or-nothing'), { points }).fraction).toBe(row.allOrNothing);
    expect(scoreResponse(zones('right-minus-wrong'), { points }).fraction).toBe(row.rightMinusWrong);
  });

  it('when it is reviewed, then only what was marked is explained, and the key names the zones', () => {
    expect(feedbackOn(zones('all-or-nothing'), { points: [heart, left] })).toEqual(['Left, right.', 'The heart.']);
    expect(feedbackOn(zones('all-or-nothing'), { points: [nowhere] })).toEqual([]);
    expect(keyOf(zones('all-or-nothing'))).toEqual(['Left apex', 'Right apex']);
  });

  it('when it is presented, then the picture, its grid and the number of points are seen, and no zone', () => {
    const shown = presentQuestion(zones('all-or-nothing', 2), shuffledBy('s', 1));
    expect(shown.image).toEqual({
      url: '/figure.svg',
      alt: 'A chest',
      width: 400,
      height: 300,
      grid: { columns: 10, rows: 10 },
    });
    expect(shown.points).toBe(2);
    expect(JSON.stringify(shown)).not.toMatch(/polygon|Heart|apex"/);
  });

  it.each`
    response                               | path             | message
    ${{ points: {} }}                      | ${'points'}      | ${/list/}
    ${{ points: [left, right, left] }}     | ${'points'}      | ${/at most 2/}
    ${{ points: [{ x: 0.5 }] }}            | ${'points[0].y'} | ${/missing/}
    ${{ points: [{ x: 0.5, y: 1.0001 }] }} | ${'points[0]'}   | ${/from 0 to 1/}
    ${{ points: [{ x: -0.001, y: 1 }] }}   | ${'points[0]'}   | ${/from 0 to 1/}
    ${{ points: [{ x: NaN, y: 1 }] }}      | ${'points[0]'}   | ${/from 0 to 1/}
    ${{ points: [{ x: '0.5', y: 1 }] }}    | ${'points[0]'}   | ${/from 0 to 1/}
    ${{ points: [{ x: 0, y: 1, z: 2 }] }}  | ${'points[0].z'} | ${/not part/}
    ${{ points: [[0, 1]] }}                | ${'points[0]'}   | ${/object with/}
  `('when $response is sent, then the fault at "$path" says $message', ({ response, path, message }) => {
    expect(validateResponse(zones('all-or-nothing', 2), response)).toContainEqual({
      path,
      message: expect.stringMatching(message),
    });
  });

  it('when the same point comes twice, then it is one', () => {
    expect(normaliseResponse(zones('all-or-nothing'), { points: [right, left, right, at(-0, 0)] })).toEqual({
      points: [at(0, 0), left, right],
    });
  });
});
