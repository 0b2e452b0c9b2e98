import { createClient } from '@tidings/client';

/** Answers each message that begins with `/echo`, once, also after a break of the connection. */
const url = process.env.TIDINGS_URL ?? 'http://localhost:4000';
const client = createClient({
  url: `${url}/graphql`,
  getToken: async () => process.env.TIDINGS_TOKEN ?? (await fetch(`${url}/dev/token?sub=bot`)).text(),
});

client.onItem((item) => {
  if (item.__typename === 'CaughtUp') console.log('The bot listens.');
  if (item.__typename !== 'MessageSent') return;
  const { id, text, conversationId } = item.message;
  if (text?.startsWith('/echo ') !== true) return;
  // The same answer to the same message, however often it is tried: it is sent once.
  const answer = { conversationId, clientMessageId: `echo-${id}`, text: text.slice('/echo '.length) };
  client.send(answer).catch(console.error);
});
client.connect();
