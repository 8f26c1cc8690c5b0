import { CertificateEventType, DatedEvent, pendingRevocation, statusAt } from './certificate-status';

const on = (day: string) => new Date(`${day}T12:00:00.000Z`);
const period = { validFrom: on('2026-01-10'), validUntil: on('2027-01-10') };

/** `suspended 03-01` counts and was recorded that day; `revoked 02-01/06-01` counts from February, recorded in June. */
function history(lines: string): DatedEvent[] {
  return ['issued 01-10', ...lines.split(', ').filter(Boolean)].map((line, index) => {
    const [type, dates] = line.split(' ') as [CertificateEventType, string];
    const [effective, recorded = effective] = dates.split('/');
    return { sequence: index + 1, type, effectiveAt: on(`2026-${effective}`), recordedAt: on(`2026-${recorded}`) };
  });
}

const facts = (status: ReturnType<typeof statusAt>) => status?.facts.map((fact) => fact.status).join('+');

describe('Given a certificate valid from 10 January 2026 for a year', () => {
  it.each`
    events                                                                      | at              | knownOn         | status             | all
    ${''}                                                                       | ${'2026-01-09'} | ${'2026-01-10'} | ${'not-yet-valid'} | ${'not-yet-valid'}
    ${''}                                                                       | ${'2026-01-10'} | ${'2026-01-10'} | ${'valid'}         | ${''}
    ${''}                                                                       | ${'2027-01-09'} | ${'2027-01-09'} | ${'valid'}         | ${''}
    ${''}                                                                       | ${'2027-01-10'} | ${'2027-01-10'} | ${'expired'}       | ${'expired'}
    ${'suspended 03-01'}                                                        | ${'2026-02-28'} | ${'2026-06-01'} | ${'valid'}         | ${''}
    ${'suspended 03-01'}                                                        | ${'2026-03-01'} | ${'2026-06-01'} | ${'suspended'}     | ${'suspended'}
    ${'suspended 03-01'}                                                        | ${'2026-03-02'} | ${'2026-02-28'} | ${'valid'}         | ${''}
    ${'suspended 03-01, reinstated 04-01'}                                      | ${'2026-03-15'} | ${'2026-06-01'} | ${'suspended'}     | ${'suspended'}
    ${'suspended 03-01, reinstated 04-01'}                                      | ${'2026-04-01'} | ${'2026-06-01'} | ${'valid'}         | ${''}
    ${'suspended 03-01, reinstated 03-01/04-01'}                                | ${'2026-03-15'} | ${'2026-06-01'} | ${'valid'}         | ${''}
    ${'suspended 03-01, reinstated 03-01/04-01'}                                | ${'2026-03-15'} | ${'2026-03-15'} | ${'suspended'}     | ${'suspended'}
    ${'suspended 03-01, reinstated 04-01, suspended 03-15/05-01'}               | ${'2026-06-01'} | ${'2026-06-01'} | ${'suspended'}     | ${'suspended'}
    ${'suspended 03-01'}                                                        | ${'2027-03-01'} | ${'2027-03-01'} | ${'suspended'}     | ${'suspended+expired'}
    ${'revocation-requested 03-01'}                                             | ${'2026-03-02'} | ${'2026-03-02'} | ${'suspended'}     | ${'suspended'}
    ${'revocation-requested 02-01/03-01'}                                       | ${'2026-02-15'} | ${'2026-03-02'} | ${'valid'}         | ${''}
    ${'revocation-requested 02-01/03-01'}                                       | ${'2026-03-02'} | ${'2026-03-02'} | ${'suspended'}     | ${'suspended'}
    ${'revocation-requested 03-01, revocation-declined 03-05'}                  | ${'2026-03-06'} | ${'2026-03-06'} | ${'valid'}         | ${''}
    ${'revocation-requested 03-01, revocation-declined 03-05'}                  | ${'2026-03-06'} | ${'2026-03-04'} | ${'suspended'}     | ${'suspended'}
    ${'suspended 02-01, revocation-requested 03-01'}                            | ${'2026-03-02'} | ${'2026-03-02'} | ${'suspended'}     | ${'suspended+suspended'}
    ${'suspended 02-01, revocation-requested 03-01, revocation-declined 03-05'} | ${'2026-03-06'} | ${'2026-03-06'} | ${'suspended'}     | ${'suspended'}
    ${'revocation-requested 03-01, suspended 03-02, reinstated 03-03'}          | ${'2026-03-04'} | ${'2026-03-04'} | ${'suspended'}     | ${'suspended'}
    ${'revocation-requested 02-01/03-01, revoked 02-01/03-05'}                  | ${'2026-02-15'} | ${'2026-03-06'} | ${'revoked'}       | ${'revoked'}
    ${'revocation-requested 02-01/03-01, revoked 02-01/03-05'}                  | ${'2026-02-15'} | ${'2026-02-15'} | ${'valid'}         | ${''}
    ${'revocation-requested 02-01/03-01, revoked 02-01/03-05'}                  | ${'2026-03-06'} | ${'2026-03-03'} | ${'suspended'}     | ${'suspended'}
    ${'revocation-requested 02-01/03-01, revoked 02-01/03-05'}                  | ${'2026-01-15'} | ${'2026-03-06'} | ${'valid'}         | ${''}
    ${'revocation-requested 03-01, revoked 03-01/03-05'}                        | ${'2027-02-01'} | ${'2027-02-01'} | ${'revoked'}       | ${'revoked+expired'}
    ${'revoked 01-10/03-05'}                                                    | ${'2026-01-09'} | ${'2026-03-06'} | ${'not-yet-valid'} | ${'not-yet-valid'}
    ${'superseded 04-01'}                                                       | ${'2026-03-31'} | ${'2026-05-01'} | ${'valid'}         | ${''}
    ${'superseded 04-01'}                                                       | ${'2026-04-01'} | ${'2026-05-01'} | ${'superseded'}    | ${'superseded'}
    ${'suspended 03-01, superseded 04-01'}                                      | ${'2026-05-01'} | ${'2026-05-01'} | ${'superseded'}    | ${'superseded+suspended'}
    ${'superseded 04-01'}                                                       | ${'2027-05-01'} | ${'2027-05-01'} | ${'superseded'}    | ${'superseded+expired'}
    ${'superseded 04-01, revoked 02-01/05-01'}                                  | ${'2027-05-01'} | ${'2027-05-01'} | ${'revoked'}       | ${'revoked+superseded+expired'}
  `('when its history is "$events", then on $at, as known on $knownOn, it is $status', (row) => {
    const answer = statusAt(period, history(row.events), on(row.at), on(row.knownOn));
    expect(answer?.status).toBe(row.status);
    expect(facts(answer)).toBe(row.all);
  });

  it('when it was not issued yet as far as anyone knew, then nothing is known of it', () => {
    expect(statusAt(period, history(''), on('2026-06-01'), on('2026-01-09'))).toBeNull();
  });

  it('when a revocation waits for a second registrar, then the fact says so', () => {
    const answer = statusAt(period, history('revocation-requested 03-01'), on('2026-03-02'), on('2026-03-02'));
    expect(answer?.facts).toMatchObject([{ status: 'suspended', awaitingConfirmation: true }]);
  });

  it.each`
    events                                                     | waits
    ${''}                                                      | ${false}
    ${'suspended 03-01'}                                       | ${false}
    ${'revocation-requested 03-01'}                            | ${true}
    ${'revocation-requested 03-01, suspended 03-02'}           | ${true}
    ${'revocation-requested 03-01, reinstated 03-02'}          | ${true}
    ${'revocation-requested 03-01, revocation-declined 03-02'} | ${false}
    ${'revocation-requested 03-01, revoked 03-02'}             | ${false}
  `('when its history is "$events", then a revocation waiting is $waits', ({ events, waits }) => {
    expect(pendingRevocation(history(events)) !== null).toBe(waits);
  });
});
