import { aHouse, House } from '../../../test/support/a-house';
import { Contract, DescribedOperation, theContract } from '../../../test/support/the-contract';

/** These say with their status alone that it is done, or under way. */
const WITHOUT_CONTENT = ['304', '202', '204'];

describe('Given the contract as programs read it', () => {
  let house: House;
  let contract: Contract;
  beforeAll(async () => {
    house = await aHouse();
    contract = await theContract(house);
  });
  afterAll(() => house.close());

  const nameOf = ({ method, path }: DescribedOperation) => `${method} ${path}`;
  const answersOf = ({ responses, ...operation }: DescribedOperation) =>
    Object.entries(responses).map(([status, answer]) => ({
      name: `${nameOf({ responses, ...operation })} ${status}`,
      status,
      ...answer,
    }));
  const answers = () => contract.operations.flatMap(answersOf);

  it('then every operation says what it does', () => {
    expect(contract.operations.length).toBeGreaterThan(70);
    expect(contract.operations.filter(({ summary }) => !summary).map(nameOf)).toEqual([]);
  });

  it('then every answer says what it is', () => {
    expect(answers().filter(({ description }) => !description)).toEqual([]);
  });

  it('then every answer that holds something says of what shape', () => {
    const silent = answers()
      .filter(({ status }) => !WITHOUT_CONTENT.includes(status))
      .filter(
        ({ content = {} }) => Object.values(content).length === 0 || Object.values(content).some((one) => !one.schema),
      );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('then every operation says what a success looks like', () => {
    const without = contract.operations.filter(
      ({ responses }) => !Object.keys(responses).some((one) => /^2/.test(one)),
    );
    expect(without.map(nameOf)).toEqual([]);
  });

  it('then every list takes a limit and a cursor, and answers a page and where the next begins', () => {
    const takes = ({ parameters }: DescribedOperation, name: string) => parameters.find((one) => one.name === name);
    const isPage = ({ responses }: DescribedOperation) => {
      const { $ref } = responses['200']?.content?.['application/json']?.schema ?? {};
      const { properties = {} } = typeof $ref === 'string' ? contract.schema($ref.split('/').at(-1) ?? '') : {};
      return (
        Object.keys(properties as object)
          .sort()
          .join() === 'items,next'
      );
    };
    const lists = contract.operations.filter((one) => isPage(one) || takes(one, 'cursor'));
    expect(lists.length).toBeGreaterThan(12);
    expect(lists.filter((one) => !isPage(one)).map(nameOf)).toEqual([]);
    for (const list of lists) {
      expect([nameOf(list), takes(list, 'limit')?.schema]).toEqual([
        nameOf(list),
        expect.objectContaining({ type: 'integer', minimum: 1, maximum: 200 }),
      ]);
      expect([nameOf(list), takes(list, 'cursor')?.schema]).toEqual([
        nameOf(list),
        expect.objectContaining({ type: 'string' }),
      ]);
    }
  });

  it('then whatever is done once by its Idempotency-Key says so, and nothing else does', () => {
    const keyed = contract.operations.filter(({ parameters }) =>
      parameters.some((one) => one.name === 'Idempotency-Key' && one.in === 'header'),
    );
    const posts = contract.operations.filter(({ method, path }) => method === 'POST' && path !== '/api/v1/sessions');
    expect(keyed.map(nameOf)).toEqual(posts.map(nameOf));
  });
});
