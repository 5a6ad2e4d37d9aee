import type { Numbered, Reply, Request } from './protocol.ts';
import { Session } from './session.ts';

const session = new Session();

addEventListener('message', async ({ data: { id, message } }: MessageEvent<Numbered<Request>>) => {
  const reply: Numbered<Reply> = { id, message: await session.answer(message) };
  postMessage(reply);
});
