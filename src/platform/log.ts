/** Structured logs (pino), one line an event, with the request's id. People's names, answers and tokens never enter. */
import { type Logger, pino } from 'pino';

let logger: Logger = pino({ level: 'silent' });

export function openLog(level: string): Logger {
  logger = pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  });
  return logger;
}

export const log = (): Logger => logger;
