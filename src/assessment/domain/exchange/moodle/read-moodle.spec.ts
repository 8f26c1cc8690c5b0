import fc from 'fast-check';
import { ImportFault, type ImportedQuestion } from '../exchange';
import { importMoodleXml } from './read-moodle';

/** The smallest PNG there is. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const text = (name: string, inside: string, format = 'html') =>
  `<${name} format="${format}"><text><![CDATA[${inside}]]></text></${name}>`;

const answer = (fraction: string, inside: string, feedback = '') =>
  `<answer fraction="${fraction}" format="html"><text><![CDATA[${inside}]]></text>${text('feedback', feedback)}</answer>`;

const question = (type: string, ...inside: string[]) =>
  `<question type="${type}"><name><text>A name</text></name>${inside.join('\n')}</question>`;

const quiz = (...questions: string[]) =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`);

const read = (...questions: string[]): ImportedQuestion[] => [...importMoodleXml(quiz(...questions)).questions];
const only = (...parts: Parameters<typeof question>) => read(question(...parts))[0];
const codes = ({ notes }: ImportedQuestion) => notes.filter(({ effect }) => effect !== 'none').map(({ code }) => code);

describe('Given Moodle XML, when it is imported', () => {
  it('then a single choice keeps fractions, feedback, order, mark, penalty, hints, tags and where it stood', () => {
    const [found] = read(
      '<question type="category"><category><text>$course$/top/Safety/Pleura//Lung</text></category></question>',
      question(
        'multichoice',
        text('questiontext', '<p>What <b>first</b>?</p>'),
        text('generalfeedback', 'Because.'),
        '<defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>q-17</idnumber>',
        '<single>true</single><shuffleanswers>0</shuffleanswers><answernumbering>abc</answernumbering>',
        answer('100', 'Yes', 'Good'),
        answer('-33.33333', 'No'),
        '<hint format="html"><text>Think</text></hint>',
        '<tags><tag><text>one</text></tag></tags>',
      ),
    );
    expect(found).toMatchObject({ outcome: 'kept', tags: ['one', 'Safety/Pleura/Lung'] });
    expect(found.definition).toEqual({
      slug: 'q-17',
      type: 'single',
      scoring: 'weighted',
      prompt: 'What **first**?',
      keepOrder: true,
      options: [
        { slug: 'a', text: 'Yes', correct: true, feedback: 'Good', fraction: 1 },
        { slug: 'b', text: 'No', correct: false, feedback: '', fraction: -1 / 3 },
      ],
      mark: 2,
      penalty: 0.3333333,
      hints: ['Think'],
      rationale: 'Because.',
      topic: 'Pleura/Lung',
      level: 'recall',
      safetyCritical: false,
      competencies: [],
      facts: [],
    });
  });

  it('then pictures come along under their digest, and one that is not there is told of', () => {
    const inside = `<questiontext format="html"><text><![CDATA[<p><img src="@@PLUGINFILE@@/a%20b.png" alt="A rib"><img src="@@PLUGINFILE@@/none.png" alt="x"></p>]]></text><file name="a b.png" path="/" encoding="base64">${PNG}</file></questiontext>`;
    const found = only('truefalse', inside, answer('100', 'true'), answer('0', 'false'));
    expect(found.media).toMatchObject([{ mediaType: 'image/png', alt: 'A rib' }]);
    expect(found.definition?.prompt).toContain(`![A rib](${found.media[0].path})`);
    expect(codes(found)).toEqual(['picture-missing']);
  });

  it.each`
    format                  | inside         | prompt         | plain
    ${'html'}               | ${'a &lt; b'}  | ${'a < b'}     | ${true}
    ${'html'}               | ${'<i>a</i>'}  | ${'_a_'}       | ${false}
    ${'plain_text'}         | ${'a <b> *c*'} | ${'a <b> *c*'} | ${true}
    ${'markdown'}           | ${'**a**'}     | ${'**a**'}     | ${false}
    ${'moodle_auto_format'} | ${'one\ntwo'}  | ${'one\ntwo'}  | ${true}
  `('then a text in $format, “$inside”, is “$prompt”', ({ format, inside, prompt, plain }) => {
    const found = only(
      'truefalse',
      text('questiontext', inside as string, format as string),
      answer('100', 'true'),
      answer('0', 'false'),
    );
    expect(found.definition).toMatchObject({ prompt, ...(plain ? { format: 'plain' } : {}) });
  });

  it('then multiple choice by right less wrong, by weights, and all-or-nothing are told apart', () => {
    const scoringOf = (type: string, ...fractions: string[]) => {
      const { definition } = only(
        type,
        text('questiontext', 'Which?'),
        '<single>false</single>',
        ...fractions.map((one, index) => answer(one, `o${index}`)),
      );
      return definition?.type === 'multiple' ? definition.scoring : undefined;
    };
    expect(scoringOf('multichoice', '50', '50', '-50')).toBe('right-minus-wrong');
    expect(scoringOf('multichoice', '50', '50', '0')).toBe('weighted');
    expect(scoringOf('multichoiceset', '100', '100', '0')).toBe('all-or-nothing');
  });

  it('then a short answer keeps case, stars, partial marks, and what is said to whom nothing fits', () => {
    const found = only(
      'shortanswer',
      text('questiontext', 'Where?'),
      '<usecase>1</usecase>',
      answer('100', 'pleur*', 'Yes'),
      answer('50', 'lung'),
      answer('0', '*', 'No'),
    );
    expect(found.definition).toMatchObject({
      type: 'short-text',
      letterCase: 'exact',
      accents: 'exact',
      wildcards: true,
      answers: [
        { text: 'pleur*', feedback: 'Yes' },
        { text: 'lung', fraction: 0.5 },
      ],
      feedback: 'No',
    });
  });

  it('then a number keeps tolerance, alternatives and unit, and tells of units that are not accepted', () => {
    const found = only(
      'numerical',
      text('questiontext', 'How deep?'),
      '<answer fraction="100"><text>25</text><tolerance>1</tolerance><feedback><text>Yes</text></feedback></answer>',
      '<answer fraction="50"><text>30</text><tolerance>2</tolerance></answer>',
      '<units><unit><multiplier>1</multiplier><unit_name>mm</unit_name></unit><unit><multiplier>0.1</multiplier><unit_name>cm</unit_name></unit></units>',
      '<unitgradingtype>1</unitgradingtype><unitpenalty>1</unitpenalty><showunits>0</showunits>',
    );
    expect(found.definition).toMatchObject({
      answer: 25,
      tolerance: 1,
      feedback: 'Yes',
      alternatives: [{ answer: 30, tolerance: 2, fraction: 0.5 }],
      unit: { symbol: 'mm', required: true },
    });
    expect(codes(found)).toEqual(['other-units']);
  });

  it('then pairs without a stem are distractors', () => {
    const sub = (stem: string, match: string) =>
      `<subquestion format="html"><text>${stem}</text><answer><text>${match}</text></answer></subquestion>`;
    const found = only(
      'matching',
      text('questiontext', 'Match'),
      '<shuffleanswers>true</shuffleanswers>',
      sub('C1', 'atlas'),
      sub('C2', 'axis'),
      sub('', 'coccyx'),
    );
    expect(found.definition).toMatchObject({
      pairs: [
        { slug: 'a', stem: 'C1', match: 'atlas' },
        { slug: 'b', stem: 'C2', match: 'axis' },
      ],
      distractors: ['coccyx'],
    });
    expect(found.outcome).toBe('kept');
  });

  it('then the blanks of a cloze keep their kinds, weights, fractions, feedback and escaped signs', () => {
    const inside =
      '<p>The {1:MULTICHOICE:=rib#OK~%50%lung#Nea\\}rly~skin} is {2:NM:=25:0.5~%50%30:2} and {:SAC:=a\\~b\\#c#Yes<br />~*#No} &amp; &#176;.</p>';
    const { definition, outcome } = only('cloze', text('questiontext', inside));
    expect(outcome).toBe('kept');
    expect(definition).toMatchObject({
      type: 'cloze',
      mark: 4,
      prompt: 'The {{a}} is {{b}} and {{c}} & °.',
      gaps: [
        {
          weight: 1,
          scoring: 'weighted',
          options: [
            { text: 'rib', fraction: 1, feedback: 'OK' },
            { fraction: 0.5, feedback: 'Nea}rly' },
            { fraction: 0 },
          ],
        },
        { weight: 2, answer: 25, tolerance: 0.5, alternatives: [{ answer: 30, tolerance: 2, fraction: 0.5 }] },
        { weight: 1, letterCase: 'exact', answers: [{ text: 'a~b#c', feedback: 'Yes' }], feedback: 'No' },
      ],
    });
  });

  it('then words for gaps become lists, and dragged ones say that they were dragged', () => {
    const words = (name: string) =>
      ['cat', 'mat', 'hat'].map((word) => `<${name}><text>${word}</text><group>1</group></${name}>`).join('');
    const body = text('questiontext', 'The [[1]] on the [[2]].');
    const selected = only('gapselect', body, '<shuffleanswers>1</shuffleanswers>', words('selectoption'));
    const dragged = only('ddwtos', body, '<shuffleanswers>1</shuffleanswers>', words('dragbox'));
    expect(selected.definition).toMatchObject({
      prompt: 'The {{a}} on the {{b}}.',
      gaps: [{ options: [{ correct: true }, {}, {}] }, { options: [{}, { correct: true }, {}] }],
    });
    expect([selected.outcome, dragged.outcome]).toEqual(['kept', 'changed']);
  });

  it('then an order keeps its rule, and another rule is told of', () => {
    const order = (rule: string) =>
      only(
        'ordering',
        text('questiontext', 'Order'),
        `<gradingtype>${rule}</gradingtype>`,
        answer('2.0', 'second'),
        answer('1.0', 'first'),
      );
    expect(order('1').definition).toMatchObject({
      scoring: 'adjacent',
      items: [{ text: 'first' }, { text: 'second' }],
    });
    expect(codes(order('5'))).toEqual(['scoring']);
  });

  it.each`
    type             | code
    ${'description'} | ${'not-a-question'}
    ${'calculated'}  | ${'type-not-read'}
    ${'ddmarker'}    | ${'type-not-read'}
    ${'stack'}       | ${'type-not-read'}
    ${'constructor'} | ${'type-not-read'}
    ${'multichoice'} | ${'too-few-options'}
    ${'shortanswer'} | ${'no-right-answer'}
    ${'cloze'}       | ${'gaps'}
  `(
    'then a $type that cannot be a question here is refused as $code, by its line, and its neighbours are not',
    ({ type, code }) => {
      const good = question('truefalse', text('questiontext', 'Good?'), answer('100', 'true'), answer('0', 'false'));
      const [before, found, after] = read(good, question(type as string, text('questiontext', 'Bad')), good);
      expect([before.outcome, after.outcome]).toEqual(['kept', 'kept']);
      expect(found).toMatchObject({ outcome: 'refused', definition: null, line: 6 });
      expect(codes(found)).toEqual([code]);
    },
  );

  it('then whatever stands in a question that nobody reads is told of', () => {
    const found = only(
      'truefalse',
      text('questiontext', 'Q'),
      answer('100', 'true'),
      answer('0', 'false'),
      '<plugindata><x>something</x></plugindata>',
    );
    expect(codes(found)).toEqual(['not-kept']);
  });

  it('then a file that is something else is refused whole', () => {
    expect(() => importMoodleXml(new TextEncoder().encode('<questestinterop/>'))).toThrow(ImportFault);
  });

  it('then any XML within a question throws nothing', () => {
    const piece = fc.constantFrom(
      '<answer fraction="x">',
      '</answer>',
      '<text>',
      '</text>',
      '{1:MC:',
      '}',
      '~',
      '<questiontext>',
      '</questiontext>',
      '<units>',
      '</units>',
      '[[1]]',
      '&lt;',
      '%',
      '=',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('multichoice', 'cloze', 'numerical', 'matching', 'ordering', 'gapselect', 'essay'),
        fc.array(piece, { maxLength: 15 }),
        (type, pieces) => {
          try {
            importMoodleXml(quiz(question(type, pieces.join(''))));
          } catch (error) {
            expect(error).toBeInstanceOf(ImportFault);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
