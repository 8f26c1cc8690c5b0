import { readSettings, SettingsFault } from './settings';

describe('Given the environment of a process', () => {
  it('when nothing is set, then the defaults serve a school on this machine', () => {
    expect(readSettings({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      issuerName: 'Filiform Demo School',
      timeZone: 'UTC',
      demoAllowed: true,
    });
  });

  it('when several things are wrong, then all are named at once, without showing a secret', () => {
    const read = () =>
      readSettings({
        NODE_ENV: 'production',
        PORT: '99999',
        TIME_ZONE: 'Mars/Olympus',
        KEY_ENCRYPTION_KEY: 'c2hvcnQ=',
        DATABASE_URL: 'mysql://root:hunter2@x',
      });
    expect(read).toThrow(SettingsFault);
    try {
      read();
    } catch (fault) {
      const { faults } = fault as SettingsFault;
      expect(faults.map((line) => line.split(' ')[0]).sort()).toEqual([
        'DATABASE_URL',
        'KEY_ENCRYPTION_KEY',
        'PORT',
        'TIME_ZONE',
      ]);
      expect(faults.join()).not.toMatch(/hunter2|c2hvcnQ/);
    }
  });

  it('when it is production without a key-encryption key, then it does not start', () => {
    expect(() => readSettings({ NODE_ENV: 'production' })).toThrow('KEY_ENCRYPTION_KEY is required in production');
  });

  it.each`
    environment      | host           | allowed
    ${'development'} | ${'127.0.0.1'} | ${true}
    ${'development'} | ${'::1'}       | ${true}
    ${'development'} | ${'localhost'} | ${true}
    ${'development'} | ${'0.0.0.0'}   | ${false}
    ${'development'} | ${'10.1.2.3'}  | ${false}
    ${'production'}  | ${'127.0.0.1'} | ${false}
  `('when it is $environment on $host, then demo accounts are allowed: $allowed', ({ environment, host, allowed }) => {
    const key = Buffer.alloc(32).toString('base64');
    expect(readSettings({ NODE_ENV: environment, HOST: host, KEY_ENCRYPTION_KEY: key }).demoAllowed).toBe(allowed);
  });
});
