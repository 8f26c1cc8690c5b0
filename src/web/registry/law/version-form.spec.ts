import * as fc from 'fast-check';
import { theJurisdictionFiles } from '../../../../test/support/a-register';
import { textOf as ruleText } from '../../../scope-of-practice/rule-set';
import { fieldsOf, textIn, typedOf, withRow } from './version-form';

const TEXTS = theJurisdictionFiles().flatMap(({ rules }) => rules.flatMap(({ editions }) => editions));

describe('Given a version of a rule in a form', () => {
  it.each(TEXTS.map((edition) => [edition.instrument?.citation ?? edition.edition, edition] as const))(
    'when nothing is changed in it, then it says the same: %s',
    (_, edition) => {
      const text = ruleText(edition);
      const plain = ruleText(textIn(typedOf(text)).text as typeof text);
      expect(plain).toEqual(text);
    },
  );

  it('when a row is left out or added and left empty, then only the first is gone', () => {
    const text = ruleText(TEXTS.find(({ requirements }) => requirements.length > 2)!);
    const form = { ...withRow(typedOf(text), 'requirements'), 'requirements.1.drop': 'yes' };
    const { requirements } = textIn(form).text as { requirements: unknown[] };
    expect(requirements).toEqual(text.requirements.filter((_, index) => index !== 1));
  });

  it('when a group stands in itself, or in none that there is, then nothing is lost, and it is seen', () => {
    const form = {
      'requirements-rows': '3',
      ...{ 'requirements.0.id': 'g', 'requirements.0.group': 'anyOf', 'requirements.0.inside': 'g' },
      ...{ 'requirements.1.id': 'a', 'requirements.1.inside': 'nowhere' },
      ...{ 'requirements.2.id': 'b' },
    };
    const { text, fieldAt } = textIn(form);
    expect((text as { requirements: { id: string; inside?: string }[] }).requirements).toEqual([
      { id: 'b' },
      { id: 'g', inside: 'g' },
      { id: 'a', inside: 'nowhere' },
    ]);
    expect(fieldAt('text.requirements.2.inside')).toBe('requirements.1.inside');
    expect(fieldAt('text.requirements.0.kind')).toBe('requirements.2.kind');
  });

  it('when a fault is found deep within groups, then it stands at its field', () => {
    const form = {
      'requirements-rows': '4',
      ...{ 'requirements.0.id': 'top', 'requirements.0.group': 'anyOf' },
      ...{ 'requirements.1.id': 'way', 'requirements.1.group': 'allOf', 'requirements.1.inside': 'top' },
      ...{ 'requirements.2.id': 'hours', 'requirements.2.inside': 'way', 'requirements.2.minimum': '12,5' },
      ...{ 'requirements.3.id': 'years', 'requirements.3.inside': 'way', 'requirements.3.minimum': 'many' },
    };
    const { text, fieldAt } = textIn(form);
    expect(text).toMatchObject({
      requirements: [{ id: 'top', anyOf: [{ id: 'way', allOf: [{ minimum: 12.5 }, { minimum: 'many' }] }] }],
    });
    expect(fieldAt('text.requirements.0.anyOf.0.allOf.1.minimum')).toBe('requirements.3.minimum');
    const { rows } = fieldsOf(form, { 'requirements.3.minimum': 'must be number' });
    expect(rows[0].items[3].fields.find(({ error }) => error)).toMatchObject({
      name: 'requirements.3.minimum',
      value: 'many',
    });
  });

  it('when anything at all is sent, then it is read without fail', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'requirements-rows',
            'sources-rows',
            'requirements.0.id',
            'requirements.0.inside',
            'requirements.0.group',
            'requirements.1.group',
            'requirements.1.inside',
            'doubts',
            'inForce.from',
          ),
          fc.oneof(fc.string(), fc.constantFrom('1', '2', 'anyOf', 'allOf', 'g')),
        ),
        (form) => {
          expect(textIn(form).text).toBeDefined();
          expect(fieldsOf(form).rows).toHaveLength(3);
        },
      ),
    );
  });
});
