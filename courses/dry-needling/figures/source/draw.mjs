import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { EVIDENCE, RATES, STANDING, STUCK, TREES } from './data.mjs';
import { arrowDown, block, box, figure, paint, pin, shape, text, wrapped, zone } from './drawing.mjs';

/* `node courses/dry-needling/figures/source/draw.mjs` draws them all anew, the same from the same data. */

const HERE = path.join(import.meta.dirname, '..');
const heading = (words) => text(32, 46, words, { size: 24, weight: 700 });
const note = (y, words) => block(32, y, words, 66, { part: 'soft', size: 15 }, 20);

function keep(name, drawing) {
  writeFileSync(path.join(HERE, `${name}.svg`), figure(drawing));
}

/** A card with a strong line and quieter ones; and where the next begins. */
function card(x, y, width, [strong, soft], letters = 52) {
  const first = wrapped(strong, letters);
  const second = soft ? wrapped(soft, letters + 4) : [];
  const height = 26 + first.length * 23 + second.length * 22;
  return {
    height,
    drawn: [
      box(x, y, width, height),
      ...first.map((line, i) => text(x + 20, y + 32 + i * 23, line, { weight: 700 })),
      ...second.map((line, i) => text(x + 20, y + 32 + first.length * 23 + i * 22, line, { part: 'soft', size: 17 })),
    ],
  };
}

for (const [name, tree] of Object.entries(TREES)) {
  const body = [heading(tree.title)];
  let y = 72;
  const add = (words) => {
    const { height, drawn } = card(32, y, 576, words);
    body.push(...drawn);
    y += height;
  };
  tree.steps.forEach((step, index) => {
    if (index > 0) {
      body.push(arrowDown(72, y + 3));
      y += 26;
    }
    add(step);
  });
  if (tree.ask) {
    body.push(arrowDown(72, y + 3));
    y += 26;
    const asked = wrapped(tree.ask, 50);
    const height = 26 + asked.length * 23;
    body.push(
      box(32, y, 576, height, { rx: 26 }),
      ...asked.map((line, i) => text(320, y + 32 + i * 23, line, { weight: 700, anchor: 'middle' })),
    );
    y += height;
    body.push(arrowDown(172, y + 3), arrowDown(468, y + 3));
    y += 26;
    const [yes, no] = [card(32, y, 280, tree.yes, 21), card(328, y, 280, tree.no, 21)];
    body.push(...yes.drawn, ...no.drawn);
    y += Math.max(yes.height, no.height) + 14;
    const last = card(32, y, 576, tree.last);
    body.push(...last.drawn);
    y += last.height;
  }
  body.push(note(y + 30, tree.note));
  keep(name, { title: tree.title, description: tree.description, height: y + 46, body });
}

{
  const body = [heading(STUCK.title)];
  let lowest = 0;
  STUCK.columns.forEach(({ title, steps }, column) => {
    const x = 32 + column * 196;
    let y = 72;
    body.push(
      `<rect${paint('brand', { x, y, width: 184, height: 38, rx: 8 })}/>`,
      text(x + 92, y + 26, title, { part: 'on-brand', weight: 700, anchor: 'middle' }),
    );
    y += 38;
    for (const step of steps) {
      body.push(arrowDown(x + 92, y + 3, 12));
      y += 20;
      const lines = wrapped(step, 18);
      body.push(
        box(x, y, 184, 20 + lines.length * 22),
        ...lines.map((line, i) => text(x + 14, y + 28 + i * 22, line, { size: 17 })),
      );
      y += 20 + lines.length * 22;
    }
    lowest = Math.max(lowest, y);
  });
  body.push(note(lowest + 30, STUCK.note));
  keep('stuck-or-broken-tree', { ...STUCK, height: lowest + 46, body });
}

{
  const [least, most] = RATES.axis;
  const x = (rate) => 300 + ((-Math.log10(rate) - 0) / most) * 300;
  const body = [heading('How often, and per what?')];
  let y = 84;
  for (let power = 0; power <= most; power += 1) {
    const at = x(10 ** -power);
    body.push(shape('faint', `M${at} 96 V${96 + 10 * 44 + 2 * 40}`, { 'stroke-width': 1, 'stroke-dasharray': '2 5' }));
    if (power >= least && power % 2 === 1)
      body.push(
        text(at, y, ['', '1:10', '', '1:1,000', '', '1:100,000', '', ''][power], {
          part: 'soft',
          size: 15,
          anchor: power === 7 ? 'end' : 'middle',
        }),
      );
  }
  y += 18;
  for (const row of RATES.rows) {
    if (row.group) {
      body.push(text(32, y + 26, row.group, { weight: 700 }));
      y += 40;
      continue;
    }
    body.push(
      text(32, y + 16, row.label, { size: 17 }),
      text(32, y + 35, `${row.per} [${row.fact}]`, { part: 'soft', size: 14 }),
    );
    const cy = y + 20;
    if (row.atMost) {
      const from = x(row.atMost);
      body.push(
        shape(
          'warn-line',
          `M${from} ${cy - 9} V${cy + 9} M${from} ${cy} H${from + 70} M${from + 62} ${cy - 7} L${from + 70} ${cy} L${from + 62} ${cy + 7}`,
        ),
      );
    } else {
      const [from, to] = [row.from ?? row.value, row.to ?? row.value];
      if (from !== to)
        body.push(
          shape(
            'brand-line',
            `M${x(from)} ${cy - 7} V${cy + 7} M${x(from)} ${cy} H${x(to)} M${x(to)} ${cy - 7} V${cy + 7}`,
          ),
        );
      body.push(`<circle${paint('brand', { cx: x(row.value).toFixed(1), cy, r: 7 })}/>`);
    }
    y += 44;
  }
  body.push(
    note(
      y + 24,
      'Left: more often. A line is a 95 % interval or the range of two surveys; the arrow begins at an upper limit. Denominators differ: compare only what shares one.',
    ),
  );
  keep('adverse-event-rates', {
    title: 'Rates of adverse events, each with its denominator',
    description:
      'A logarithmic chart. Dry needling, recorded by therapists: mild events 19 per 100 treatments in Ireland, minor events 37 per 100 sessions in the United States, bleeding 5 to 16 per 100, major events 1 in 1,024 sessions, and none in 7,629 treatments in Ireland, which may still be 4 in 10,000. Acupuncture: any event in 9 of 100 patients, serious in 1 of 10,000 patients and 8 of a million treatments, pneumothorax that needed hospital 0.87 per million treatments and 1.75 in regions at risk.',
    height: y + 92,
    body,
  });
}

{
  const body = [heading('Low back pain: what was found'), text(200, 84, 'Compared with …', { part: 'soft', size: 15 })];
  EVIDENCE.columns.forEach((column, c) =>
    wrapped(column.replace('-', '- '), 13).forEach((line, i) =>
      body.push(
        text(252 + c * 106, 108 + i * 19, line.replace('- ', '-'), { size: 15, weight: 700, anchor: 'middle' }),
      ),
    ),
  );
  let y = 152;
  for (const { title, cells, facts } of EVIDENCE.rows) {
    body.push(
      ...wrapped(title, 17).map((line, i) => text(32, y + 26 + i * 21, line, { size: 16, weight: 700 })),
      text(32, y + 70, facts.split(', ').slice(0, 2).join(', '), { part: 'soft', size: 13 }),
    );
    cells.forEach((cell, c) => {
      const x = 202 + c * 106;
      const isLess = cell === 'less';
      body.push(
        isLess
          ? `<rect${paint('brand', { x, y, width: 100, height: 76, rx: 8 })}/>`
          : box(x, y, 100, 76, cell === 'not shown' ? { 'stroke-dasharray': '4 5', rx: 8 } : { rx: 8 }),
        ...wrapped(cell, 11).map((line, i, { length }) =>
          text(x + 50, y + 44 - (length - 1) * 10 + i * 20, line, {
            part: isLess ? 'on-brand' : 'ink',
            size: 15,
            anchor: 'middle',
          }),
        ),
      );
    });
    y += 84;
  }
  body.push(
    note(
      y + 24,
      'Certainty low or very low throughout (F7.04). Against nothing and sham: needling therapies, acupuncture included. “Less” is less pain, small to moderate.',
    ),
  );
  keep('evidence-low-back-pain', {
    title: 'Needling for low back pain: outcome by comparison',
    description:
      'A grid. Pain right after treatment: less than with nothing, reviews differ on sham, no clear winner against other physiotherapy, less when added to other care. Pain up to twelve weeks: less than nothing, little or no difference from sham, no clear winner, less when added. Pain at six to twelve months: nothing shown. Disability: uncertain, no clear winner, one trial in favour when added. Certainty low or very low throughout.',
    height: y + 92,
    body,
  });
}

{
  const total = STANDING.reduce((sum, { count }) => sum + count, 0);
  const body = [heading(`Physiotherapists in ${total} jurisdictions`)];
  let y = 76;
  for (const { label, count } of STANDING) {
    body.push(
      text(32, y + 18, label),
      `<rect${paint('brand', { x: 32, y: y + 28, width: (count / 35) * 500, height: 28, rx: 4 })}/>`,
      text(32 + (count / 35) * 500 + 12, y + 49, count, { weight: 700 }),
    );
    y += 76;
  }
  body.push(
    note(
      y + 20,
      'Standing as recorded in the research of November 2026. None of it has been verified against the primary text: look up the register.',
    ),
  );
  keep('who-may-needle', {
    title: 'Standing of dry needling by physiotherapists',
    description: `Bars, as recorded and unverified: ${STANDING.map(({ label, count }) => `${label.toLowerCase()} in ${count}`).join(', ')} of ${total} jurisdictions.`,
    height: y + 60,
    body,
  });
}

{
  const body = [
    heading('The parts of a needle'),
    `<rect${paint('brand', { x: 60, y: 118, width: 170, height: 20, rx: 6 })}/>`,
    shape(
      'brand-line',
      'M72 118 V138 M90 118 V138 M108 118 V138 M126 118 V138 M144 118 V138 M162 118 V138 M180 118 V138 M198 118 V138',
      { 'stroke-width': 1.5, stroke: '#ffffff', class: 'paper', opacity: 0.6 },
    ),
    shape('line', 'M230 128 H560 L584 128', { 'stroke-width': 5 }),
    shape('line', 'M560 125.500 L588 128 L560 130.500', { 'stroke-width': 1.5 }),
    pin(145, 90, 1),
    pin(230, 90, 2),
    pin(400, 90, 3),
    pin(582, 90, 4),
    shape('faint', 'M145 103 V116 M230 103 V120 M400 103 V122 M582 103 V122', { 'stroke-width': 1.5 }),
    shape('line', 'M230 176 H588 M230 168 V184 M588 168 V184', { 'stroke-width': 1.5 }),
    text(409, 200, 'length', { part: 'soft', size: 16, anchor: 'middle' }),
    shape('line', 'M470 142 V156 M470 114 V100', { 'stroke-width': 1.5 }),
    text(482, 158, 'diameter', { part: 'soft', size: 16 }),
    box(60, 226, 330, 36, { rx: 6, 'fill-opacity': 0.4 }),
    text(225, 250, 'guide tube', { part: 'soft', size: 16, anchor: 'middle' }),
    pin(420, 244, 5),
    ...[
      ['1', 'Handle: held; nothing else is'],
      ['2', 'Where handle and shaft meet: here needles break'],
      ['3', 'Shaft: sterile, not touched; part stays outside'],
      ['4', 'Tip: once through skin, then into the container'],
      ['5', 'Guide tube: stays with its needle, never between patients'],
    ].flatMap(([number, words], i) => [pin(46, 300 + i * 34, number), text(72, 306 + i * 34, words, { size: 17 })]),
    note(486, 'Size is diameter by length, in millimetres. Facts F5.05, F5.06, F5.14; F5.08 and F9.01 are marked B.'),
  ];
  keep('parts-of-a-needle', {
    title: 'The parts of a needle',
    description:
      'A needle on its side: handle, which is held; the place where handle and shaft meet, where needles break; shaft, which is kept sterile and is not touched; tip. Size is diameter across the shaft by length from handle to tip. A guide tube lies beside it.',
    height: 522,
    body,
  });
}

{
  const body = [
    heading('A clean field has one direction'),
    box(32, 76, 170, 300),
    text(117, 104, 'Clean side', { weight: 700, anchor: 'middle' }),
    ...['Packs, intact,', 'in date', 'Dry cotton', 'Hand rub'].map((line, i) =>
      text(52, [146, 168, 222, 276][i], line, { size: 17 }),
    ),
    pin(182, 150, 1),
    pin(182, 216, 2),
    pin(182, 270, 3),
    box(222, 76, 196, 300, { rx: 40 }),
    text(320, 104, 'Patient', { weight: 700, anchor: 'middle' }),
    shape(
      'line',
      'M320 148 m-22 0 a22 22 0 1 0 44 0 a22 22 0 1 0 -44 0 M284 200 C290 176 350 176 356 200 V300 H284 Z M296 300 V350 M344 300 V350',
    ),
    box(438, 76, 170, 300),
    text(523, 104, 'Used side', { weight: 700, anchor: 'middle' }),
    `<path${paint('warn', { opacity: 0.9 })} d="M476 150 H570 L562 236 H484 Z"/>`,
    text(523, 262, 'Sharps container', { size: 17, anchor: 'middle' }),
    pin(590, 150, 4),
    shape('line', 'M484 290 H562 L556 338 H490 Z'),
    text(523, 362, 'Stained cotton', { size: 16, anchor: 'middle' }),
    pin(590, 310, 5),
    shape('brand-line', 'M190 400 H450 M438 391 L450 400 L438 409', { 'stroke-width': 4 }),
    text(320, 428, 'never back', { part: 'soft', anchor: 'middle' }),
    ...[
      ['4', 'At the point of use, upright, not overfull, within reach'],
      ['1', 'Count in when you open, count out when you remove'],
    ].flatMap(([number, words], i) => [pin(46, 462 + i * 36, number), text(72, 468 + i * 36, words, { size: 17 })]),
    note(540, 'Facts F5.05, F5.07; F5.10 is marked B, F5.11 is marked C.'),
  ];
  keep('clean-field', {
    title: 'A clean field seen from above',
    description:
      'Three areas in a row. Clean side: intact packs in date, dry cotton, hand rub. In the middle the patient. Used side, within reach of the hand that withdraws: the sharps container, upright and not overfull, and the bag for stained cotton. An arrow leads from the clean to the used side, and none leads back. Needles are counted in and out.',
    height: 570,
    body,
  });
  const flow = [
    ['Out of the skin', 'by the handle'],
    ['Straight into the container', 'within reach; no tray, no hand-over'],
    ['Count by eye', 'needles out = needles in; never tip it out'],
    ['Closed before it is overfull', 'lid shut to move it'],
    ['Collected as sharps waste', 'stained cotton with infectious waste'],
  ];
  const steps = [heading('Where a sharp goes')];
  let y = 72;
  flow.forEach((step, i) => {
    if (i > 0) {
      steps.push(arrowDown(72, y + 3));
      y += 26;
    }
    const { height, drawn } = card(32, y, 400, step, 34);
    steps.push(...drawn);
    y += height;
  });
  ['back into the skin', 'back into the pack', 'capped or bent'].forEach((words, i) => {
    const at = 120 + i * 90;
    steps.push(
      shape('warn-line', `M462 ${at} l20 20 m0 -20 l-20 20`, { 'stroke-width': 4 }),
      ...wrapped(words, 12).map((line, l) => text(494, at + 10 + l * 20, line, { size: 16 })),
    );
  });
  steps.push(note(y + 28, 'Facts F5.05, F5.07, F5.09; F5.10 is marked B, F5.11 is marked C.'));
  keep('sharps-flow', {
    title: 'Where a sharp goes',
    description:
      'From top to bottom: out of the skin by the handle; straight into the container within reach; count by eye, out equals in; container closed before it is overfull; collected as sharps waste. Crossed out: back into the skin, back into the pack, capped or bent.',
    height: y + 46,
    body: steps,
  });
}

/** A body from the front or from behind. */
const OUTLINE = [
  'M320 74 m-34 0 a34 38 0 1 0 68 0 a34 38 0 1 0 -68 0',
  'M300 106 C300 128 290 136 262 144 C214 158 196 176 190 224 L176 372 L206 376 L224 250 L232 372 C234 412 226 452 222 500 L214 600 H304 L320 520 L336 600 H426 L418 500 C414 452 406 412 408 372 L416 250 L434 376 L464 372 L450 224 C444 176 426 158 378 144 C350 136 340 128 340 106',
].map((d) => shape('line', d));
const key = (items, y) =>
  items.flatMap((words, i) => [pin(46, y + i * 32, String(i + 1)), text(72, y + 6 + i * 32, words, { size: 17 })]);

/** As a map with its key for lessons, and without pins and key for questions that ask for a place. */
function keepMap(name, { height, mapHeight, asked, ...drawing }) {
  keep(name, { ...drawing, height });
  const isMap = (part) => !/<circle class="brand"|<text/.test(part);
  keep(`${name}-to-mark`, {
    title: `${drawing.title}, to be marked`,
    description: asked,
    height: mapHeight,
    body: drawing.body.filter(isMap),
  });
}

keepMap('danger-zones-front', {
  mapHeight: 620,
  asked:
    'The body from the front without labels. Shaded areas at the neck, on both sides of the chest, over the abdomen, in both groins and in both armpits.',
  title: 'Danger zones of the front',
  description:
    'The body from the front. Shaded: at the front and side of the neck great vessels, nerves and airway; the lungs, from above the collarbones to the lower ribs; bowel, bladder and other organs in abdomen and pelvis; vessels and nerve of both groins; vessels of the armpits. No needle is drawn.',
  height: 850,
  body: [
    heading('The front'),
    ...OUTLINE,
    zone('M304 112 H336 V140 H304 Z'),
    zone('M262 150 L314 160 V300 L236 280 C236 230 244 180 262 150 Z'),
    zone('M378 150 L326 160 V300 L404 280 C404 230 396 180 378 150 Z'),
    zone('M238 306 L402 306 C404 352 408 396 412 448 H228 C232 396 236 352 238 306 Z'),
    zone('M228 462 L296 462 L288 508 L226 504 Z'),
    zone('M412 462 L344 462 L352 508 L414 504 Z'),
    zone('M206 224 L228 206 L228 252 L208 262 Z'),
    zone('M434 224 L412 206 L412 252 L432 262 Z'),
    pin(320, 126, 1),
    pin(274, 226, 2),
    pin(366, 226, 2),
    pin(320, 378, 3),
    pin(258, 486, 4),
    pin(382, 486, 4),
    pin(217, 236, 5),
    pin(423, 236, 5),
    ...key(
      [
        'Neck, front and side: vessels, nerves of the arm, airway',
        'Lung and pleura, from above the collarbone',
        'Abdomen and pelvis: bowel, bladder, peritoneum',
        'Groin: artery, vein and nerve',
        'Armpit: vessels and nerves',
      ],
      638,
    ),
    note(
      806,
      'Facts F3.20, F3.32; 1, 4 and 5 are anatomy, marked C. No needle is drawn: no depth is safe for everybody.',
    ),
  ],
});
keepMap('danger-zones-back', {
  mapHeight: 620,
  asked:
    'The body from behind without labels. Shaded areas along the midline, on both sides of the chest, in both loins and in both buttocks.',
  title: 'Danger zones of the back',
  description:
    'The body from behind. Shaded: the spinal canal along the midline from neck to low back; lung and pleura on both sides of the chest part of the spine, down to the lowest ribs; a kidney on each side beside the first to third lumbar vertebrae; the great nerve of the leg in each buttock. No needle is drawn.',
  height: 820,
  body: [
    heading('The back'),
    ...OUTLINE,
    zone('M310 114 H330 V430 H310 Z'),
    zone('M262 150 L304 160 V340 L238 326 C234 250 244 186 262 150 Z'),
    zone('M378 150 L336 160 V340 L402 326 C406 250 396 186 378 150 Z'),
    zone('M250 348 C276 336 296 348 296 372 C296 402 272 410 256 400 C240 390 240 360 250 348 Z'),
    zone('M390 348 C364 336 344 348 344 372 C344 402 368 410 384 400 C400 390 400 360 390 348 Z'),
    zone('M252 452 H280 L272 540 H250 Z'),
    zone('M388 452 H360 L368 540 H390 Z'),
    pin(320, 400, 1),
    pin(270, 240, 2),
    pin(370, 240, 2),
    pin(270, 374, 3),
    pin(370, 374, 3),
    pin(262, 490, 4),
    pin(378, 490, 4),
    ...key(
      [
        'Spinal canal, with gaps between the bones that cover it',
        'Lung and pleura, down to the lowest ribs',
        'Kidney, beside the first to third lumbar vertebrae',
        'The great nerve of the leg, deep in the buttock',
      ],
      640,
    ),
    note(776, 'Facts F3.24, F3.30, F3.31; 4 is anatomy, marked C. No needle is drawn: no depth is safe for everybody.'),
  ],
});
keepMap('danger-zones-neck', {
  mapHeight: 480,
  asked:
    'Head, neck and shoulders from behind without labels. Shaded areas below the skull, at both sides of the neck, over the base of the neck on both sides and along the midline.',
  title: 'Danger zones of neck and shoulders',
  description:
    'Head, neck and shoulders from behind. Shaded: below the skull, the spinal cord and the artery of the spine; at each side of the neck, great vessels and nerves of the arm; over the base of the neck and upper trapezius on both sides, the top of the lung, which rises above the collarbone; beside the upper spine, the spinal canal. No needle is drawn.',
  height: 700,
  body: [
    heading('Neck and shoulders, from behind'),
    shape('line', 'M320 160 m-92 0 a92 104 0 1 0 184 0 a92 104 0 1 0 -184 0'),
    shape(
      'line',
      'M256 232 C256 290 244 318 196 338 C120 366 66 384 48 452 M384 232 C384 290 396 318 444 338 C520 366 574 384 592 452',
    ),
    zone('M274 250 H366 L358 292 H282 Z'),
    zone('M262 256 L272 298 L262 330 L246 320 C254 300 258 280 258 256 Z'),
    zone('M378 256 L368 298 L378 330 L394 320 C386 300 382 280 382 256 Z'),
    zone('M244 326 L300 336 L296 384 C250 392 200 388 150 372 C180 352 220 344 244 326 Z'),
    zone('M396 326 L340 336 L344 384 C390 392 440 388 490 372 C460 352 420 344 396 326 Z'),
    zone('M308 300 H332 V452 H308 Z'),
    pin(320, 272, 1),
    pin(258, 296, 2),
    pin(382, 296, 2),
    pin(228, 366, 3),
    pin(412, 366, 3),
    pin(320, 426, 4),
    ...key(
      [
        'Below the skull: spinal cord, artery of the spine',
        'Side of the neck: vessels, nerves of the arm',
        'Base of the neck, upper trapezius: the top of the lung',
        'Midline: spinal canal',
      ],
      500,
    ),
    note(
      644,
      'Facts F3.20, F3.24, F3.27, F3.29; 2 is anatomy, marked C. No needle is drawn: no depth is safe for everybody.',
    ),
  ],
});
