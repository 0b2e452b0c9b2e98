import { createClient } from 'graphql-ws';

/** Answers each message that begins with `/echo`, over one WebSocket. */
const url = process.env.TIDINGS_URL ?? 'http://localhost:4000';
const token = process.env.TIDINGS_TOKEN ?? (await (await fetch(`${url}/dev/token?sub=bot`)).text());
const client = createClient({
  url: `${url.replace('http', 'ws')}/graphql`,
  connectionParams: { authorization: `Bearer ${token}` },
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
});

type Item = { events: { __typename: string; conversationId?: string; message?: { id: string; text: string | null } } };
const live = 'subscription { events { __typename ... on MessageSent { conversationId message { id text } } } }';
const answer = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }`;

for await (const { data } of client.iterate<Item>({ query: live })) {
  if (data?.events.__typename === 'CaughtUp') console.log('The bot listens.');
  const { conversationId, message } = data?.events ?? {};
  if (message?.text?.startsWith('/echo ') !== true) continue;
  // The same answer to the same message, however often it is tried: it is sent once.
  const input = { conversationId, clientMessageId: `echo-${message.id}`, text: message.text.slice('/echo '.length) };
  for await (const { errors } of client.iterate({ query: answer, variables: { input } }))
    if (errors) console.error(errors);
}
