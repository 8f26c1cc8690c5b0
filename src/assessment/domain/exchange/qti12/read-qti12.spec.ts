import type { ImportedQuestion } from '../exchange';
import { importQtiFile } from '../qti/read-qti';

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
const html = (text: string) =>
  `<material><mattext texttype="text/html">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</mattext></material>`;
const plain = (text: string) => `<material><mattext texttype="text/plain">${text}</mattext></material>`;
const label = (ident: string, text: string) => `<response_label ident="${ident}">${plain(text)}</response_label>`;
const compared = (ident: string, text: string, algorithm: string) =>
  label(ident, text).replace('>', ` scoring_algorithm="${algorithm}">`);
const lid = (ident: string, cardinality: string, own: string, ...labels: string[]) =>
  `<response_lid ident="${ident}" rcardinality="${cardinality}">${own}<render_choice>${labels.join('')}</render_choice></response_lid>`;
const equal = (ident: string, value: string) => `<varequal respident="${ident}">${value}</varequal>`;
const when = (test: string, points: string, action = 'Set', more = '') =>
  `<respcondition continue="No"><conditionvar>${test}</conditionvar><setvar action="${action}" varname="SCORE">${points}</setvar>${more}</respcondition>`;
const shows = (test: string, ident: string) =>
  `<respcondition continue="Yes"><conditionvar>${test}</conditionvar><displayfeedback feedbacktype="Response" linkrefid="${ident}"/></respcondition>`;
const feedback = (ident: string, text: string) =>
  `<itemfeedback ident="${ident}"><flow_mat>${html(text)}</flow_mat></itemfeedback>`;
const item = (type: string, presentation: string, conditions: string, more = '') =>
  `<item ident="i1" title="Question"><itemmetadata><qtimetadata>${field('question_type', type)}${field('points_possible', '2.0')}</qtimetadata></itemmetadata>
<presentation>${presentation}</presentation><resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${conditions}</resprocessing>${more}</item>`;

function read(...items: string[]): readonly ImportedQuestion[] {
  const file = `<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="T"><section ident="root_section">${items.join('\n')}</section></assessment></questestinterop>`;
  return importQtiFile(new TextEncoder().encode(file)).questions;
}

describe('Given QTI 1.2 as Canvas writes it, when it is imported', () => {
  it('then a single choice keeps its key, its feedback and what all are told', () => {
    const [found] = read(
      item(
        'multiple_choice_question',
        html('<p>What <b>first</b>?</p>') + lid('response1', 'Single', '', label('1', 'Stop'), label('2', 'Go on')),
        shows('<other/>', 'general_fb') +
          shows(equal('response1', '2'), '2_fb') +
          when(
            equal('response1', '1'),
            '100',
            'Set',
            '<displayfeedback feedbacktype="Response" linkrefid="correct_fb"/>',
          ),
        feedback('general_fb', 'Because') + feedback('2_fb', 'No') + feedback('correct_fb', 'Yes'),
      ),
    );
    expect(found).toMatchObject({ outcome: 'kept', name: 'What first ?' });
    expect(found.definition).toMatchObject({
      type: 'single',
      mark: 2,
      prompt: 'What **first**?',
      rationale: 'Because',
      options: [
        { text: 'Stop', correct: true, feedback: 'Yes' },
        { text: 'Go on', correct: false, feedback: 'No' },
      ],
    });
  });

  it('then every kind that has a like here is found', () => {
    const kinds = read(
      item(
        'true_false_question',
        html('T?') + lid('response1', 'Single', '', label('1', 'True'), label('2', 'False')),
        when(equal('response1', '2'), '100'),
      ),
      item(
        'multiple_answers_question',
        html('M?') + lid('response1', 'Multiple', '', label('1', 'A'), label('2', 'B')),
        when(`<and>${equal('response1', '1')}<not>${equal('response1', '2')}</not></and>`, '100'),
      ),
      item(
        'short_answer_question',
        html('S?') +
          '<response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1"/></render_fib></response_str>',
        when(equal('response1', 'pleura') + '', '100'),
      ),
      item(
        'numerical_question',
        html('N?') +
          '<response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal"><response_label ident="answer1"/></render_fib></response_str>',
        when(
          `<or>${equal('response1', '25')}<and><vargte respident="response1">24</vargte><varlte respident="response1">26</varlte></and></or>`,
          '100',
        ),
      ),
      item(
        'essay_question',
        html('E?') +
          '<response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1"/></render_fib></response_str>',
        '<respcondition continue="No"><conditionvar><other/></conditionvar></respcondition>',
      ),
      item(
        'matching_question',
        html('P?') +
          lid('response_1', 'Single', plain('C1'), label('x', 'atlas'), label('y', 'axis')) +
          lid('response_2', 'Single', plain('C2'), label('x', 'atlas'), label('y', 'axis')),
        when(equal('response_1', 'x'), '50', 'Add') + when(equal('response_2', 'y'), '50', 'Add'),
      ),
      item(
        'multiple_dropdowns_question',
        html('Roses are [one].') + lid('response_one', 'Single', plain('one'), label('1', 'red'), label('2', 'blue')),
        when(equal('response_one', '1'), '100', 'Add'),
      ),
      item(
        'fill_in_multiple_blanks_question',
        html('Roses are [one].') + lid('response_one', 'Single', plain('one'), label('1', 'red'), label('2', 'rot')),
        when(equal('response_one', '1'), '100', 'Add') + when(equal('response_one', '2'), '100', 'Add'),
      ),
    );
    expect(kinds.map(({ outcome }) => outcome)).toEqual(kinds.map(() => 'kept'));
    expect(kinds.map(({ definition }) => definition)).toMatchObject([
      { type: 'true-false', answer: false },
      { type: 'multiple', scoring: 'all-or-nothing', options: [{ correct: true }, { correct: false }] },
      { type: 'short-text', letterCase: 'ignore', answers: [{ text: 'pleura' }] },
      { type: 'numeric', answer: 25, tolerance: 1 },
      { type: 'essay' },
      {
        type: 'matching',
        pairs: [
          { stem: 'C1', match: 'atlas' },
          { stem: 'C2', match: 'axis' },
        ],
      },
      {
        type: 'cloze',
        prompt: 'Roses are {{a}}.',
        gaps: [{ type: 'single', options: [{ text: 'red', correct: true }, { correct: false }] }],
      },
      { type: 'cloze', gaps: [{ type: 'short-text', answers: [{ text: 'red' }, { text: 'rot' }] }] },
    ]);
  });

  it('then a text that questions rest on is their case, and blanks of New Quizzes are found by their ids', () => {
    const stimulus = item('text_only_question', html('<p>She is 45.</p>'), '').replace(
      'ident="i1" title="Question"',
      'ident="s1" title="A patient"',
    );
    const blanks = item(
      'fill_in_multiple_blanks_question',
      html('Roses are [b-1].') + lid('response_b-1', 'Single', plain('red'), compared('1', 'red', 'TextCloseEnough')),
      when(equal('response_b-1', '1'), '100', 'Add'),
    ).replace('<qtimetadata>', `<qtimetadata>${field('parent_stimulus_item_ident', 's1')}`);
    const found = read(stimulus, blanks);
    expect(found).toHaveLength(1);
    expect(found[0].definition).toMatchObject({
      case: { slug: 's1', title: 'A patient', text: 'She is 45.' },
      prompt: 'Roses are {{a}}.',
    });
    expect(found[0].notes.filter(({ effect }) => effect === 'changed').map(({ code }) => code)).toEqual(['comparison']);
  });

  it.each`
    way                     | answers                                     | says
    ${'TextEquivalence'}    | ${[{ text: 'red' }, { text: 'r*d' }]}       | ${{ letterCase: 'ignore', wildcards: false }}
    ${'TextInChoices'}      | ${[{ text: 'red' }, { text: 'r*d' }]}       | ${{ letterCase: 'ignore', wildcards: false }}
    ${'TextContainsAnswer'} | ${[{ text: '*red*' }, { text: '*r\\*d*' }]} | ${{ letterCase: 'ignore', wildcards: true }}
    ${'TextRegex'}          | ${null}                                     | ${'type-not-read'}
  `('then words of a blank that are compared by $way count in that way or are refused', ({ way, answers, says }) => {
    const [found] = read(
      item(
        'fill_in_multiple_blanks_question',
        html('It is [b].') +
          lid(
            'response_b',
            'Single',
            plain('b'),
            compared('1', 'red', way as string),
            compared('2', 'r*d', way as string),
          ),
        when(equal('response_b', '1'), '100', 'Add'),
      ),
    );
    if (answers === null) {
      expect(found).toMatchObject({
        outcome: 'refused',
        notes: expect.arrayContaining([expect.objectContaining({ code: says })]),
      });
      return;
    }
    expect(found.definition).toMatchObject({ gaps: [{ type: 'short-text', answers, ...(says as object) }] });
  });

  it('then each item of a categorization is matched with its category, and what has no single place is told', () => {
    const categorization = (second: string) => {
      const labels = [label('1', 'Sharps box'), label('2', 'Needle'), label('3', 'Nothing')];
      return item(
        'categorization_question',
        html('Where?') +
          lid('a', 'Multiple', plain('Rigid'), ...labels) +
          lid('b', 'Multiple', plain('Sharp'), ...labels),
        when(equal('a', '1'), '50', 'Add') + when(equal('b', '2') + second, '50', 'Add'),
      );
    };
    const [kept, twice] = read(categorization(''), categorization(equal('b', '1')));
    expect(kept.definition).toMatchObject({
      type: 'matching',
      pairs: [
        { stem: 'Sharps box', match: 'Rigid' },
        { stem: 'Needle', match: 'Sharp' },
      ],
      distractors: [],
    });
    expect(kept.notes.filter(({ effect }) => effect === 'changed').map(({ message }) => message)).toEqual([
      expect.stringContaining('“Nothing” belongs to no category'),
      expect.stringContaining('each item counts by itself'),
    ]);
    expect(twice).toMatchObject({ outcome: 'refused' });
  });

  it('then a prompt that stands within the response is the prompt', () => {
    const [found] = read(
      item(
        '',
        lid('r', 'Single', plain('What first?'), label('1', 'Stop'), label('2', 'Go on')),
        when(equal('r', '1'), '100'),
      ),
    );
    expect(found.definition).toMatchObject({ type: 'single', prompt: 'What first?' });
  });

  it('then an order that one condition asks for is an order', () => {
    const [found] = read(
      item(
        'ordering_question',
        html('O?') + lid('r', 'Ordered', '', label('1', 'A'), label('2', 'B')),
        when(equal('r', '2') + equal('r', '1'), '100'),
      ),
    );
    expect(found.definition).toMatchObject({
      type: 'ordering',
      items: [{ text: 'B' }, { text: 'A' }],
      scoring: 'all-or-nothing',
    });
  });

  it('then what has no like here is refused by its kind, and feedback that nobody is shown is told of', () => {
    const [formula, upload, text, orphan] = read(
      item('calculated_question', html('F?') + lid('r', 'Single', '', label('1', 'A')), ''),
      item('file_upload_question', html('U?'), ''),
      item('text_only_question', html('Read this.'), ''),
      item(
        'true_false_question',
        html('T?') + lid('response1', 'Single', '', label('1', 'True'), label('2', 'False')),
        when(equal('response1', '2'), '100'),
        feedback('unlinked_fb', 'Never shown'),
      ),
    );
    expect([formula, upload, text].map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    expect(orphan).toMatchObject({
      outcome: 'changed',
      notes: expect.arrayContaining([expect.objectContaining({ code: 'feedback-left-out' })]),
    });
  });
});
