import { marksOf } from '../../testing/marks';
import { analyse } from './analyse';
import { feldt } from './intervals';

/*
 * What others have published for marks that they also published.
 */

describe('Given the marks of Moodle’s walk-through of a quiz (mod/quiz/report/statistics/tests/fixtures/results00.csv)', () => {
  const rows = [
    [1, 1, 1, 1, 1, 0, 1],
    [1, 1, 1, 1, 0.5, 1, 0],
    [1, 1, 1, 1, 0.5, 0, 1],
    [0, 0, 1, 1, 1, 0, 0],
    [1, 0, 1, 0, 0, 1, 0.5],
    [1, 1, 1, 1, 0.5, 0, 0.5],
    [0, 1, 1, 1, 0.5, 1, 0.5],
    [1, 1, 1, 0, 0.5, 1, 0.5],
    [1, 0, 1, 1, 1, 1, 1],
    [0, 1, 1, 0, 0.5, 1, 0.5],
    [0.8, 0, 1, 1, 0.5, 1, 0.5],
    [1, 1, 1, 0, 0.5, 1, 1],
    [1, 0, 1, 1, 0.5, 1, 0.5],
    [1, 0, 1, 1, 1, 0, 0.5],
    [0, 0, 1, 1, 0, 1, 1],
    [1, 0, 1, 0, 0.5, 1, 1],
    [0.8, 0, 1, 1, 0.5, 0, 1],
    [1, 0, 1, 1, 0, 1, 0.5],
    [1, 0, 1, 1, 0.5, 0, 0.5],
    [0, 1, 1, 0, 0.5, 1, 0],
    [1, 1, 0.3333333, 1, 0.5, 0, 0.5],
    [1, 1, 1, 0, 0.5, 0, 0.5],
    [1, 1, 1, 1, 0, 1, 0.5],
    [0, 0, 1, 0, 0.5, 1, 1],
    [0, 0, 1, 1, 1, 1, 1],
  ];
  const found = analyse(marksOf(rows, [1, 1, 1, 1, 1, 1, 1]));

  it.each`
    slot | facility       | sd              | weight           | discrimination    | efficiency
    ${1} | ${0.704}       | ${0.4513682901} | ${21.2922742344} | ${-7.0650767526}  | ${-9.4550536967}
    ${2} | ${0.48}        | ${0.5099019514} | ${18.8979800309} | ${-28.8982125772} | ${-36.7834118938}
    ${3} | ${0.973333332} | ${0.13333334}   | ${4.443012573}   | ${-9.1230674268}  | ${-21.6545012165}
    ${4} | ${0.68}        | ${0.4760952286} | ${18.9347251357} | ${-22.6306444113} | ${-31.4411395613}
    ${5} | ${0.52}        | ${0.3055050463} | ${11.1450138688} | ${-17.6997047674} | ${-21.1794802584}
    ${6} | ${0.64}        | ${0.4898979486} | ${9.8081339177}  | ${-45.3785178421} | ${-56.9365974439}
    ${7} | ${0.62}        | ${0.331662479}  | ${15.4788602394} | ${-5.6543166602}  | ${-6.5043742058}
  `('when slot $slot is analysed, then it has the figures of qstats00.csv', ({ slot, ...expected }) => {
    const item = found.items[slot - 1];
    // The spreadsheet rests on marks of seven digits: Moodle’s own test allows one part in a hundred thousand.
    expect(Math.abs(item.facility! / expected.facility - 1)).toBeLessThan(1e-7);
    expect(Math.abs(item.standardDeviation! / expected.sd - 1)).toBeLessThan(1e-6);
    expect(Math.abs(item.effectiveWeight! / expected.weight - 1)).toBeLessThan(1e-5);
    expect(Math.abs(item.discrimination! / expected.discrimination - 1)).toBeLessThan(1e-5);
    expect(Math.abs(item.discriminativeEfficiency! / expected.efficiency - 1)).toBeLessThan(1e-5);
  });

  it.each`
    figure                   | expected
    ${'median'}              | ${4.5}
    ${'mean'}                | ${4.617333332}
    ${'standardDeviation'}   | ${0.8117265554}
    ${'skewness'}            | ${-0.092502502}
    ${'kurtosis'}            | ${-0.7073968557}
    ${'internalConsistency'} | ${-87.2230935542}
    ${'errorRatio'}          | ${136.8294900795}
    ${'standardError'}       | ${1.1106813066}
  `(
    'when the test is analysed, then its $figure is that of stats_from_steps_walkthrough_test.php',
    ({ figure, expected }) => {
      const value = (found as unknown as Record<string, number>)[figure];
      expect(Math.abs(value / expected - 1)).toBeLessThan(1.5e-5);
    },
  );
});

describe('Given the marks of Moodle’s older test of question statistics (fixtures/mdl_question_states.csv)', () => {
  /** Slots 1 to 4 earned nothing, 5 to 7 can earn nothing; the columns here are in the order of the file. */
  const SLOTS = [8, 9, 10, 11, 12, 19, 20, 17, 18, 14, 15, 16, 13];
  const asWritten = [
    [5.5, 0.3, 0.9, 1, 0.3, 0, 1, 1, 0, 0, 0, 1, 1],
    [1, 0.9, 0.9, 0.3, 0.3, 0, 1, 0, 1, 0, 0, 1, 1],
    [2.5, 1, 0.9, 0.3, 1, 1, 1, 1, 1, 0, 1, 1, 0],
    [4, 0.3, 0.9, 1, 0.3, 0, 1, 1, 0, 0, 0, 0, 0],
    [3, 0.9, 0.3, 0.9, 1, 1, 0, 1, 1, 1, 0, 0, 0],
    [4.5, 0.9, 1, 1, 0.9, 0, 0, 0, 0, 1, 1, 1, 0],
    [3, 0.3, 0.3, 0.3, 0.3, 1, 1, 1, 1, 0, 1, 1, 1],
    [6, 0.9, 0.9, 1, 0.3, 0, 1, 1, 0, 1, 1, 1, 0],
    [0.5, 0.9, 1, 0.9, 0.3, 0, 1, 1, 1, 1, 1, 0, 0],
    [5.5, 0.9, 1, 0.9, 0.3, 0, 0, 1, 0, 1, 0, 0, 1],
    [2.5, 0.9, 1, 1, 0.9, 0, 1, 1, 0, 1, 0, 0, 0],
    [4, 0.9, 0.3, 0.9, 1, 0, 1, 1, 1, 1, 1, 1, 0],
    [4, 0.9, 0.3, 0.3, 1, 1, 0, 0, 1, 1, 1, 0, 1],
    [3, 1, 1, 0.3, 1, 1, 0, 1, 1, 1, 0, 1, 0],
    [1, 1, 0.9, 0.3, 0.3, 0, 0, 0, 0, 0, 1, 0, 1],
    [1, 0.3, 0.3, 0.3, 0.9, 0, 1, 0, 0, 0, 0, 1, 0],
    [1.5, 1, 0.3, 0.9, 1, 0, 0, 1, 0, 1, 0, 1, 1],
    [4, 0.9, 1, 0.9, 1, 0, 0, 0, 1, 1, 1, 1, 0],
    [2, 0.9, 0.9, 0.3, 0.9, 0, 0, 0, 0, 1, 0, 0, 0],
    [1, 1, 0.3, 0.3, 0.3, 0, 0, 1, 0, 1, 1, 0, 0],
    [6, 0.9, 1, 1, 0.9, 1, 1, 0, 0, 0, 0, 1, 0],
    [7, 0.9, 0.3, 0.3, 0.3, 0, 0, 1, 1, 0, 1, 1, 1],
  ];
  const rows = asWritten.map((row) => {
    const bySlot = new Array<number>(20).fill(0);
    SLOTS.forEach((slot, index) => (bySlot[slot - 1] = row[index]));
    return bySlot;
  });
  const maxMarks = Array.from({ length: 20 }, (_, index) => (index === 7 ? 8 : index >= 4 && index <= 6 ? 0 : 1));
  const found = analyse(marksOf(rows, maxMarks));

  it.each([
    [
      'facility',
      100,
      [
        0,
        0,
        0,
        0,
        null,
        null,
        null,
        41.19318182,
        81.36363636,
        71.36363636,
        65.45454545,
        65.90909091,
        36.36363636,
        59.09090909,
        50,
        59.09090909,
        63.63636364,
        45.45454545,
        27.27272727,
        50,
      ],
    ],
    [
      'standardDeviation',
      1000,
      [
        0, 0, 0, 0, 0, 0, 0, 1912.733589, 251.2738111, 322.6312277, 333.4199022, 337.5811591, 492.3659639, 503.2362797,
        511.7663157, 503.2362797, 492.3659639, 509.6471914, 455.8423058, 511.7663157,
      ],
    ],
    [
      'effectiveWeight',
      1,
      [
        0, 0, 0, 0, 0, 0, 0, 26.58464457, 3.368456046, 3.253955259, 7.584083694, 3.79658376, 3.183278505, 4.532356904,
        7.78856243, 10.08351572, 8.381139345, 8.727645713, 7.946277111, 4.769500946,
      ],
    ],
    [
      'discrimination',
      1,
      [
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        25.88327077,
        1.170256965,
        -4.207816809,
        28.16930644,
        -2.513606859,
        -12.99017581,
        -8.900638238,
        8.670004606,
        29.63337745,
        15.18945843,
        16.21079629,
        15.52451404,
        -8.396734802,
      ],
    ],
    [
      'discriminativeEfficiency',
      1,
      [
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        27.23492723,
        1.382386552,
        -4.691171307,
        31.12404354,
        -2.877487579,
        -17.5074184,
        -10.27568922,
        10.86956522,
        34.58997279,
        17.4790556,
        20.14359793,
        22.06477733,
        -10,
      ],
    ],
  ] as const)(
    'when they are analysed, then the %s of each slot is that of statistics_test.php',
    (figure, scale, expected) => {
      const values = found.items.map((item) => item[figure]);
      expect(values.map((value) => value && value * scale)).toEqual(
        expected.map((value) => (value === null ? null : expect.closeTo(value, 5))),
      );
    },
  );
});

describe('Given ten candidates at five items (Denis, Applied Univariate, Bivariate, and Multivariate Statistics)', () => {
  const rows = [
    [10, 12, 15, 11, 12],
    [12, 18, 12, 12, 1],
    [8, 16, 14, 14, 4],
    [6, 8, 16, 8, 6],
    [4, 7, 8, 7, 5],
    [6, 6, 3, 7, 3],
    [3, 4, 6, 5, 8],
    [7, 3, 7, 9, 9],
    [8, 9, 4, 10, 10],
    [9, 5, 6, 11, 12],
  ];
  const found = analyse(marksOf(rows, [20, 20, 20, 20, 20]));

  it('when they are analysed, then alpha, deviations and the corrected item-total correlation are those that SPSS printed', () => {
    expect((found.internalConsistency! / 100).toFixed(3)).toBe('0.633');
    expect(found.items.map(({ standardDeviation }) => standardDeviation!.toFixed(5))).toEqual([
      '2.71006',
      '5.05085',
      '4.74810',
      '2.71621',
      '3.80058',
    ]);
    expect((found.items[0].discrimination! / 100).toFixed(3)).toBe('0.712');
  });
});

describe('Given an alpha with its sample', () => {
  it.each`
    source                    | alpha       | n      | items | low                    | high
    ${'Evans, feldt1.return'} | ${0.913}    | ${873} | ${20} | ${0.9044024}           | ${0.9211588}
    ${'real-statistics by R'} | ${0.591719} | ${15}  | ${10} | ${0.19492168920552821} | ${0.8398208740258171}
  `('when its interval is asked, then it is what $source gives', ({ alpha, n, items, low, high }) => {
    const interval = feldt(alpha, n, items)!;
    expect(interval.low).toBeCloseTo(low, 7);
    expect(interval.high).toBeCloseTo(high, 7);
  });
});
