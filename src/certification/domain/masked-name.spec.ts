import { maskedName } from './masked-name';

describe('Given the name of a holder', () => {
  it.each`
    name                | masked
    ${'Maya Sørensen'}  | ${'M*** S***'}
    ${'Nguyễn Thị Ánh'} | ${'N*** T*** Á***'}
    ${'  Bo   Li '}     | ${'B*** L***'}
    ${'Åsa'}            | ${'Å***'}
    ${'Jean-Luc d’Arc'} | ${'J*** d***'}
  `('when a stranger asks for $name, then it is shown as $masked', ({ name, masked }) => {
    expect(maskedName(name)).toBe(masked);
  });
});
