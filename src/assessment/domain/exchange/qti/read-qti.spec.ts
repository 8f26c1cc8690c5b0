import fc from 'fast-check';
import { ImportFault, type ImportedQuestion } from '../exchange';
import { writeZip } from '../zip/write-zip';
import { importQti, importQtiFile } from './read-qti';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const template = (name: string) =>
  `<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/${name}"/>`;
const SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>';
const declared = (cardinality: string, baseType: string, inside: string) =>
  `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${baseType}">${inside}</responseDeclaration>${SCORE}`;
const correct = (...values: string[]) =>
  `<correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse>`;
const mapping = (entries: Record<string, number>, attributes = '') =>
  `<mapping ${attributes}>${Object.entries(entries)
    .map(([key, value]) => `<mapEntry mapKey="${key}" mappedValue="${value}"/>`)
    .join('')}</mapping>`;
const item = (...inside: string[]) =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="item-1" title="An item" adaptive="false" timeDependent="false">${inside.join('\n')}</assessmentItem>`;
const choices = (...ids: string[]) =>
  ids.map((id) => `<simpleChoice identifier="${id}">Option ${id}</simpleChoice>`).join('');

const read = (...inside: string[]): ImportedQuestion => importQtiFile(bytesOf(item(...inside))).questions[0];
const codes = ({ notes }: ImportedQuestion) => notes.filter(({ effect }) => effect !== 'none').map(({ code }) => code);
const choice = (inside: string, attributes = 'maxChoices="0" shuffle="true"') =>
  `<itemBody><choiceInteraction responseIdentifier="RESPONSE" ${attributes}><prompt>Which?</prompt>${inside}</choiceInteraction></itemBody>`;

describe('Given a QTI 2 item, when it is imported', () => {
  it('then a mapping of a single choice is weighed, less than nothing too', () => {
    const found = read(
      declared('single', 'identifier', correct('A') + mapping({ A: 2, B: 1, C: -1 })),
      choice(choices('A', 'B', 'C'), 'maxChoices="1" shuffle="false"'),
      template('map_response'),
    );
    expect(found).toMatchObject({ outcome: 'kept' });
    expect(found.definition).toMatchObject({
      type: 'single',
      scoring: 'weighted',
      mark: 2,
      keepOrder: true,
      slug: 'item-1',
      options: [{ fraction: 1 }, { fraction: 0.5 }, { fraction: -0.5 }],
    });
  });

  it.each`
    rule                | scoring                | declaration                                                                                                 | processing
    ${'match_correct'}  | ${'all-or-nothing'}    | ${declared('multiple', 'identifier', correct('A', 'B'))}                                                    | ${template('match_correct')}
    ${'even mapping'}   | ${'right-minus-wrong'} | ${declared('multiple', 'identifier', correct('A', 'B') + mapping({ A: 1, B: 1, C: -1 }, 'lowerBound="0"'))} | ${template('map_response')}
    ${'uneven mapping'} | ${'weighted'}          | ${declared('multiple', 'identifier', correct('A', 'B') + mapping({ A: 1, B: 3, C: -1 }, 'lowerBound="0"'))} | ${template('map_response')}
  `('then $rule of a multiple choice is “$scoring”', ({ scoring, declaration, processing }) => {
    const found = read(declaration as string, choice(choices('A', 'B', 'C')), processing as string);
    expect(found.definition).toMatchObject({ type: 'multiple', scoring });
    expect(found.outcome).toBe('kept');
  });

  it('then a rule of its own is run, and one that cannot be run is told of', () => {
    const own = (operator: string) =>
      `<responseProcessing><responseCondition><responseIf><${operator}><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></${operator}><setOutcomeValue identifier="SCORE"><baseValue baseType="float">3</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`;
    const of = (operator: string) =>
      read(
        declared('single', 'identifier', correct('A')),
        choice(choices('A', 'B'), 'maxChoices="1" shuffle="true"'),
        own(operator),
      );
    expect(of('match').definition).toMatchObject({ type: 'single', mark: 3 });
    expect(codes(of('match'))).toEqual([]);
    expect(codes(of('customOperator'))).toEqual(['marking']);
  });

  it('then feedback belongs to who is shown it, and what all are shown is the rationale', () => {
    const modal = (id: string, text: string) =>
      `<modalFeedback outcomeIdentifier="FEEDBACK" showHide="show" identifier="${id}">${text}</modalFeedback>`;
    const found = read(
      declared('single', 'identifier', correct('A')),
      '<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>',
      choice(choices('A', 'B'), 'maxChoices="1" shuffle="true"'),
      `<responseProcessing><setOutcomeValue identifier="FEEDBACK"><multiple><variable identifier="RESPONSE"/><baseValue baseType="identifier">ALL</baseValue></multiple></setOutcomeValue><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`,
      modal('A', 'Yes') + modal('B', 'No') + modal('ALL', 'Because') + modal('NOBODY', 'Never shown'),
    );
    expect(found.definition).toMatchObject({
      rationale: 'Because',
      options: [{ feedback: 'Yes' }, { feedback: 'No' }],
    });
    expect(codes(found)).toEqual(['feedback-left-out']);
  });

  it('then pairs, orders and gaps are found to be what they are', () => {
    const associable = (id: string, most: number) =>
      `<simpleAssociableChoice identifier="${id}" matchMax="${most}">Item ${id}</simpleAssociableChoice>`;
    const matched = read(
      declared('multiple', 'directedPair', correct('A X', 'B X') + mapping({ 'A X': 1, 'B X': 1 })),
      `<itemBody><matchInteraction responseIdentifier="RESPONSE" maxAssociations="2"><prompt>Match</prompt><simpleMatchSet>${associable('A', 1)}${associable('B', 1)}</simpleMatchSet><simpleMatchSet>${associable('X', 2)}${associable('Y', 2)}</simpleMatchSet></matchInteraction></itemBody>`,
      template('map_response'),
    );
    expect(matched.definition).toMatchObject({
      type: 'matching',
      mark: 2,
      pairs: [
        { stem: 'Item A', match: 'Item X' },
        { stem: 'Item B', match: 'Item X' },
      ],
      distractors: ['Item Y'],
    });
    const ordered = read(
      declared('ordered', 'identifier', correct('B', 'A')),
      `<itemBody><orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Order</prompt>${choices('A', 'B')}</orderInteraction></itemBody>`,
      template('match_correct'),
    );
    expect(ordered.definition).toMatchObject({
      type: 'ordering',
      scoring: 'all-or-nothing',
      items: [{ text: 'Option B' }, { text: 'Option A' }],
    });
    const gap = read(
      declared('single', 'string', correct('York') + mapping({ York: 1, Yorck: 0.5 })),
      '<itemBody><p>This sun of <textEntryInteraction responseIdentifier="RESPONSE"/>;</p></itemBody>',
      template('map_response'),
    );
    expect(gap.definition).toMatchObject({
      type: 'cloze',
      prompt: 'This sun of {{a}};',
      gaps: [{ letterCase: 'exact', answers: [{ text: 'York' }, { text: 'Yorck', fraction: 0.5 }] }],
    });
  });

  it('then how far a number may be off is found by its rule', () => {
    const found = read(
      declared('single', 'float', correct('3.5')),
      '<itemBody><p>How deep? <textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody>',
      '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.5 0.5"><correct identifier="RESPONSE"/><variable identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>',
    );
    expect(found.definition).toMatchObject({ type: 'numeric', prompt: 'How deep?', answer: 3.5, tolerance: 0.5 });
  });

  it.each`
    what                 | inside                                                                                                                                                                                     | code
    ${'a slider'}        | ${'<itemBody><sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="9"/></itemBody>'}                                                                                 | ${'type-not-read'}
    ${'an upload'}       | ${'<itemBody><uploadInteraction responseIdentifier="RESPONSE"/></itemBody>'}                                                                                                               | ${'type-not-read'}
    ${'nothing'}         | ${'<itemBody><p>Read this.</p></itemBody>'}                                                                                                                                                | ${'not-a-question'}
    ${'two things'}      | ${`<itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">${choices('A', 'B')}</choiceInteraction><extendedTextInteraction responseIdentifier="RESPONSE"/></itemBody>`} | ${'several-interactions'}
    ${'a template'}      | ${`<templateDeclaration identifier="T" cardinality="single" baseType="integer"/>${choice(choices('A', 'B'))}`}                                                                             | ${'template'}
    ${'no right answer'} | ${choice(choices('A', 'B'), 'maxChoices="1" shuffle="true"')}                                                                                                                              | ${'no-right-answer'}
  `('then an item that asks $what is refused as $code', ({ inside, code }) => {
    const found = read(declared('single', 'identifier', ''), inside as string);
    expect(found).toMatchObject({ outcome: 'refused', definition: null });
    expect(codes(found)).toContain(code);
  });
});

const QTI3 = `<?xml version="1.0"?>
<q:qti-assessment-item xmlns:q="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="three" title="Three" adaptive="false" time-dependent="false">
<q:qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="point"><q:qti-area-mapping default-value="0"><q:qti-area-map-entry shape="rect" coords="10,20,50,60" mapped-value="1"/></q:qti-area-mapping></q:qti-response-declaration>
<q:qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<q:qti-item-body><q:qti-select-point-interaction max-choices="1" response-identifier="RESPONSE"><q:qti-prompt><p>Mark the danger zone.</p></q:qti-prompt><img width="100" height="200" src="../images/rib.png" alt="A rib"/></q:qti-select-point-interaction></q:qti-item-body>
<q:qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response_point.xml"/></q:qti-assessment-item>`;

const manifest = (resources: string) =>
  `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><organizations/><resources>${resources}</resources></manifest>`;
const resource = (id: string, href: string, inside = '') =>
  `<resource identifier="${id}" type="imsqti_item_xmlv2p1" href="${href}"><file href="${href}"/>${inside}</resource>`;
const good = item(
  declared('single', 'identifier', correct('A')),
  choice(choices('A', 'B'), 'maxChoices="1" shuffle="true"'),
  template('match_correct'),
);
const packed = (files: Record<string, string | Uint8Array>) =>
  writeZip(
    new Map(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? bytesOf(content) : content]),
    ),
  );

describe('Given a package', () => {
  it('when it has a QTI 3 item by any prefix and its picture, then a zone becomes corners from 0 to 1, and the picture comes along', async () => {
    const { questions } = await importQti(
      packed({
        'imsmanifest.xml': manifest(resource('I', 'items/three.xml')),
        'items/three.xml': QTI3,
        'images/rib.png': PNG,
      }),
    );
    expect(questions[0].definition).toMatchObject({
      type: 'hotspot',
      image: { alt: 'A rib', width: 100, height: 200 },
      points: 1,
      regions: [
        {
          correct: true,
          polygon: [
            { x: 0.1, y: 0.1 },
            { x: 0.5, y: 0.1 },
            { x: 0.5, y: 0.3 },
            { x: 0.1, y: 0.3 },
          ],
        },
      ],
    });
    expect(questions[0].media).toHaveLength(1);
  });

  it('when a test names items, then they come in its order, and one that is broken does not lose the others', async () => {
    const test =
      '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="T"><testPart><assessmentSection><assessmentItemRef identifier="b" href="b.xml"/><assessmentItemRef identifier="a" href="a.xml"/></assessmentSection></testPart></assessmentTest>';
    const { questions } = await importQti(
      packed({
        'imsmanifest.xml': manifest(
          resource('A', 'a.xml') +
            resource('B', 'b.xml') +
            resource('C', 'c.xml') +
            resource('D', 'gone.xml') +
            resource('T', 'test.xml'),
        ),
        'a.xml': good.replace('An item', 'First'),
        'b.xml': good.replace('An item', 'Second'),
        'c.xml': '<assessmentItem><broken></assessmentItem>',
        'test.xml': test,
      }),
    );
    expect(questions.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Second', 'kept'],
      ['First', 'kept'],
      ['c.xml', 'refused'],
      ['gone.xml', 'refused'],
    ]);
  });

  it('when an item rests on a text of its own file, then that is its case', async () => {
    const resting = good.replace('<itemBody>', '<assessmentStimulusRef identifier="Stim-1" href="s.xml"/><itemBody>');
    const stimulus =
      '<assessmentStimulus identifier="Stim-1" title="A patient"><stimulusBody><p>She is <b>45</b>.</p></stimulusBody></assessmentStimulus>';
    const { questions } = await importQti(packed({ 'a.xml': resting, 's.xml': stimulus }));
    expect(questions[0].definition?.case).toEqual({ slug: 'stim-1', title: 'A patient', text: 'She is **45**.' });
  });

  it.each([
    [
      'resources in a circle',
      {
        'imsmanifest.xml': manifest(
          resource('A', 'a.xml', '<dependency identifierref="B"/>') +
            resource('B', 'b.xml', '<dependency identifierref="A"/>'),
        ),
        'a.xml': good,
        'b.xml': good,
      },
      'cyclic-dependencies',
    ],
    [
      'sections in a circle',
      {
        't.xml': '<assessmentTest><assessmentSectionRef href="s.xml"/></assessmentTest>',
        's.xml': '<assessmentSection><assessmentSectionRef href="t.xml"/></assessmentSection>',
        'a.xml': good,
      },
      'cyclic-references',
    ],
    ['no questions', { 'imsmanifest.xml': manifest(''), 'x.xml': '<x/>' }, 'no-questions'],
  ])('when it has %s, then it is refused', async (_what, files, code) => {
    await expect(importQti(packed(files as unknown as Record<string, string>))).rejects.toMatchObject({ code });
  });

  it('when an address leads out of it, then nothing is found there', async () => {
    const { questions } = await importQti(
      packed({ 'items/three.xml': QTI3.replace('../images/rib.png', '../../../etc/passwd') }),
    );
    expect(codes(questions[0])).toContain('picture-missing');
  });

  it('when its items hold any elements in any order, then nothing but an import fault is thrown', () => {
    const piece = fc.constantFrom(
      '<itemBody>',
      '</itemBody>',
      '<choiceInteraction responseIdentifier="RESPONSE">',
      '</choiceInteraction>',
      '<simpleChoice identifier="A">',
      '</simpleChoice>',
      '<responseProcessing>',
      '</responseProcessing>',
      '<setOutcomeValue>',
      '</setOutcomeValue>',
      '<match>',
      '</match>',
      '<index n="x"/>',
      '<gap/>',
      '<textEntryInteraction responseIdentifier="RESPONSE"/>',
      '<responseDeclaration identifier="RESPONSE"><correctResponse><value/></correctResponse></responseDeclaration>',
      '<modalFeedback/>',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        try {
          importQtiFile(bytesOf(item(...pieces)));
        } catch (error) {
          expect(error).toBeInstanceOf(ImportFault);
        }
      }),
      { numRuns: 400 },
    );
  });
});
