import { describe, expect, it } from 'vitest';
import { environmentExample, readConfig, settings } from './config.ts';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      baseUrl: 'http://localhost:8080',
      roles: ['web', 'jobs', 'grading'],
      databaseUrl: null,
    });
  });

  it('follows the port in the address where none is given', () => {
    expect(readConfig({ PORT: '9000' }).baseUrl).toBe('http://localhost:9000');
    expect(readConfig({ PORT: '9000', BASE_URL: 'https://learn.example/' }).baseUrl).toBe(
      'https://learn.example',
    );
  });

  it('names every wrong setting at once', () => {
    const wrong = {
      PORT: 'eighty',
      BASE_URL: 'ftp://x',
      LECTERN_ROLES: 'web,chef',
      LECTERN_TIME_ZONE: 'Mars',
      LECTERN_SECRET: 'short',
    };
    expect(() => readConfig(wrong)).toThrow(
      /PORT: .*\n.*BASE_URL: .*\n.*LECTERN_ROLES: .*\n.*LECTERN_TIME_ZONE: .*\n.*LECTERN_SECRET/,
    );
  });

  it.each([
    ['PORT', '99999'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_URL', 'nonsense'],
    ['DATABASE_URL', 'mysql://host/lectern'],
    ['SMTP_URL', 'mail.school.example'],
    ['LOG_LEVEL', 'loud'],
    ['LECTERN_DEV', 'flase'],
    ['TRUST_PROXY', 'maybe'],
    ['EMBEDDED_SYNCHRONOUS_COMMIT', 'ture'],
  ])('refuses %s=%s', (variable, value) => {
    expect(() => readConfig({ [variable]: value })).toThrow(`\n  ${variable}: `);
  });

  it('takes addresses as PostgreSQL and mail servers have them, and does not repeat a wrong one', () => {
    for (const url of [
      'postgres://a:b@host:5432/x',
      'postgres://a:b@/x?host=/run',
      'postgres:///x?host=/run/postgresql',
    ])
      expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    expect(readConfig({ SMTP_URL: 'smtps://a:b@host' }).mailUrl).toBe('smtps://a:b@host');
    expect(() => readConfig({ DATABASE_URL: 'pg://a:hidden@host/x' })).toThrow(/^(?!.*hidden)/s);
  });

  it('is all in the example file', () => {
    for (const { variable } of Object.values(settings))
      expect(environmentExample()).toContain(`${variable}=`);
  });
});
