import { Invalid } from '../kernel/errors';
import { besideFields, refusalOf } from './forms';

describe('Given a form that was refused', () => {
  it.each`
    message                                         | beside
    ${'is an e-mail address'}                       | ${'must be an e-mail address'}
    ${'has at most 200 characters'}                 | ${'must have at most 200 characters'}
    ${'is needed'}                                  | ${'is needed'}
    ${'is needed: at least one'}                    | ${'is needed: at least one'}
    ${'is the code of no scheme of ours'}           | ${'is the code of no scheme of ours'}
    ${'is not part of a response to this question'} | ${'is not part of a response to this question'}
    ${'must have at least 8 characters'}            | ${'must have at least 8 characters'}
    ${'belongs to nobody here'}                     | ${'belongs to nobody here'}
  `('when a fault says “$message”, then “… $beside” stands beside the field', ({ message, beside }) => {
    const refusal = refusalOf(new Invalid([{ path: 'field', message }]));
    expect(refusal.errors).toEqual({ field: beside });
  });

  it('when some fields show their own faults, then only the others are listed above', () => {
    const shown = { path: 'level', message: 'is needed' };
    const other = { path: 'observations', message: 'is a list of ids of observations' };
    const refusal = refusalOf(new Invalid([shown, other]));
    expect(besideFields(refusal, ['level'])).toMatchObject({ faults: [other], errors: { level: 'is needed' } });
    expect(besideFields(refusal)?.faults).toEqual([]);
    expect(besideFields(undefined)).toBeUndefined();
  });
});
