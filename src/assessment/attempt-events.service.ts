import { Injectable, Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { AttemptNews } from './attempt-news';
import { AttemptReader } from './attempt-reader.service';
import type { AttemptClock } from './attempt-view';

/** Some answer within this time, or proxies and browsers take the line for dead. Milliseconds. */
const HEARTBEAT = 15_000;
/** After so long the stream ends; the browser asks again by itself, and is asked again who it is. Milliseconds. */
const LONGEST = 10 * 60_000;

/**
 * The time of an attempt as a stream of server-sent events (WHATWG HTML, 9.2). What is said is always the whole state, read
 * anew, so that an event that was missed is made up for by the next one. Other nodes' changes are noticed by the heartbeat.
 */
@Injectable()
export class AttemptEvents {
  private readonly logger = new Logger(AttemptEvents.name);

  constructor(
    private readonly news: AttemptNews,
    private readonly reader: AttemptReader,
  ) {}

  /** @throws NotFound also for somebody else's. */
  async open(attemptId: string, personId: string): Promise<Readable> {
    const first = await this.reader.clockOf(attemptId, personId);
    const stream = new Readable({ read: () => undefined });
    let isOver = false;
    let told = '';
    let release: () => void = () => undefined;
    const end = () => {
      if (!isOver) stream.push(null);
      isOver = true;
      release();
    };
    const tell = ({ serverTime, ...clock }: AttemptClock) => {
      if (isOver) return;
      const text = stateOf(clock);
      stream.push(text === told ? ':\n\n' : `event: timing\ndata: ${JSON.stringify({ ...clock, serverTime })}\n\n`);
      told = text;
      if (clock.isClosed) end();
    };
    const look = () => {
      this.reader.clockOf(attemptId, personId).then(tell, (fault: unknown) => {
        this.logger.error('An attempt that is listened to could not be read', fault);
        end();
      });
    };
    const heartbeat = setInterval(look, HEARTBEAT).unref();
    const longest = setTimeout(end, LONGEST).unref();
    const unlisten = this.news.listen(attemptId, { changed: look, end });
    release = () => {
      clearInterval(heartbeat);
      clearTimeout(longest);
      unlisten();
    };
    stream.once('close', () => {
      isOver = true;
      release();
    });
    if (isOver) release();
    if (!isOver) stream.push('retry: 3000\n\n');
    tell(first);
    return stream;
  }
}

/** What makes it news: while the clock stands still, the deadline moves along by itself. */
function stateOf({ deadlineAt, breakSecondsLeft, ...rest }: Omit<AttemptClock, 'serverTime'>): string {
  return JSON.stringify(rest.onBreakSince ? rest : { ...rest, deadlineAt, breakSecondsLeft });
}
