/*
 * The staircase: a room may use any step below it and none above, through the files at its top. One ordered list, from
 * the ground up, says all of it.
 */
const STAIRCASE = [
  'kernel',
  'config',
  'database',
  'vault',
  'audit',
  'identity',
  'catalogue',
  'enrolment',
  'assessment',
  'competency',
  'training-record',
  'scope-of-practice',
  'certification',
  'verification',
  'web',
];

const lookDown = STAIRCASE.slice(0, -1).map((room, step) => ({
  name: `${room}-looks-down`,
  comment: `${room} may use only the rooms below it.`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `^src/((${STAIRCASE.slice(step + 1).join('|')})/|[^/]+\\.ts$)` },
}));

module.exports = {
  forbidden: [
    ...lookDown,
    {
      name: 'web-is-below-the-roof',
      severity: 'error',
      from: { path: '^src/web/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'front-door',
      comment: 'What lies in the folders of a room is its own; other rooms use the files at its top.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/([^/]+)/[^/]+/', pathNot: '^src/$1/' },
    },
    {
      name: 'front-door-from-the-roof',
      comment: 'The files at the top of src put the rooms together; they too use front doors.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/([^/]+)/[^/]+/', pathNot: '^src/web/shell/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules import other rules and the kernel: no Nest, TypeORM, clock, network or files.',
      severity: 'error',
      from: { path: '^src/[^/]+/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '^src/[^/]+/(data|api|pdf)/',
          '\\.(service|module|controller|entity)\\.ts$',
          'node_modules/(@nestjs|typeorm|fastify|pg|better-sqlite3)/',
        ],
      },
    },
    {
      name: 'tests-are-not-used',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(\\.spec\\.ts$|^test/)' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['migrations/', '\\.entity\\.ts$', '\\.spec\\.ts$', '\\.d\\.ts$', '^src/[^/]+\\.ts$'],
      },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
