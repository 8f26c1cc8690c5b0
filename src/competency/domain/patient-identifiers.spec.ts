import { patientIdentifiersIn } from './patient-identifiers';

describe('Given a logbook entry about a session on 2026-11-22', () => {
  it.each`
    text                                       | kinds
    ${'DOB 12/03/1961, right-handed'}          | ${['date-of-birth']}
    ${'d.o.b. 12.3.61'}                        | ${['date-of-birth']}
    ${'born in 1961 and active'}               | ${['date-of-birth']}
    ${'spinal fusion on 2019-04-02'}           | ${['date-of-birth']}
    ${'born 12 March 1961'}                    | ${['date-of-birth']}
    ${'since March 12th, 1961'}                | ${['date-of-birth']}
    ${'seen before, 03/12/61'}                 | ${['date-of-birth']}
    ${'MRN 0048213'}                           | ${['record-number']}
    ${'NHS no. 943-476-5919'}                  | ${['record-number']}
    ${'943 476 5919 on the form'}              | ${['record-number']}
    ${'SSN 078-05-1120'}                       | ${['record-number']}
    ${'patient number: A-4471'}                | ${['record-number']}
    ${'chart #5512'}                           | ${['record-number']}
    ${'filed under 20045518'}                  | ${['record-number']}
    ${'write to j.doe+pt@mail.example.org'}    | ${['email']}
    ${'ring +44 20 7946 0958'}                 | ${['phone']}
    ${'ring (303) 555-0142 tomorrow'}          | ${['phone']}
    ${'ring 303-555-0142'}                     | ${['phone']}
    ${'ring 0161 496 0123'}                    | ${['phone']}
    ${'Mrs Okafor tolerated it well'}          | ${['name']}
    ${'Mr. O’Neill asked to stop'}             | ${['name']}
    ${'the patient, called Ingrid, asked'}     | ${['name']}
    ${'Patient name: Tomasz'}                  | ${['name']}
    ${'patient J.S. came back'}                | ${['name']}
    ${'Mr Lee, MRN 0048213, +44 20 7946 0958'} | ${['name', 'record-number', 'phone']}
  `('when it says "$text", then $kinds are found', ({ text, kinds }) => {
    expect(patientIdentifiersIn(text, '2026-11-22').map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    'Lumbar multifidus at L4/5, three insertions, 0.25 x 40 mm needles, local twitch response',
    'Needles 0.25 30 40 50 60 were at hand; two were used',
    'Pain 7/10 before, 3/10 after; range 20-30-40 degrees',
    'Reviewed on 2026-11-15 and again on 20/11/2026; symptoms since 12 March 2025',
    'Patient in prone, face visible; stop signal agreed; consent renewed',
    'I did not miss the landmark; Dr Gunn describes it otherwise',
    'A 52-year-old with back pain since 2019; BP 120/80; HR 72',
    'The patient is calm. Patient Prone Position kept for 12 minutes',
    'See F3.20 and doi:10.1186/s12245-022-00455-z; PMC6108252',
    'MS lesion on file; 25 of 30 minutes used; session 14 of 25',
    'The patient was named first on the list and waited 10 min',
    'In May 15 sessions were held',
    '',
  ])('when it says "%s", then nothing is found', (text) => {
    expect(patientIdentifiersIn(text, '2026-11-22')).toEqual([]);
  });

  it('when something is found, then its place is told', () => {
    expect(patientIdentifiersIn('Seen with Mrs Okafor.', '2026-11-22')).toEqual([{ kind: 'name', start: 10, end: 20 }]);
  });
});
