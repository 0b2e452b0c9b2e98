import type { GraphiQLOptions } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { issueDevelopmentToken } from '../modules/auth/issue-development-token.ts';

/** What is above the operations where only known ones are run. */
const knownOnly = `# This server runs known operations only (OPERATIONS=known): it refuses whatever is written here, and tells no schema,
# unless the token in the headers below has the role "service". /dev/token?sub=backend&role=service gives one in development.
`;

const defaultQuery = `# Tidings. In the headers below is a token of the user alice; /dev/token?sub=bob gives another's.
# Run "Live" in one tab: it goes on by itself. Run the others in a second one.

subscription Live {
  events {
    __typename
    ... on ConversationEvent { conversationId seq }
    ... on MessageSent { message { text sender { id name } } }
    ... on CaughtUp { cursor }
  }
}

query Me {
  viewer {
    user { id name }
    conversations(first: 10) {
      edges { node { id kind title lastMessage { text } } }
    }
  }
}

mutation Send($conversationId: ID!, $clientMessageId: ID!) {
  sendMessage(input: { conversationId: $conversationId, clientMessageId: $clientMessageId, text: "Hello!" }) {
    message { id seq }
  }
}
`;

/** GraphiQL, with everything it needs in its page: nothing is fetched from elsewhere. The page is read only if it is on. */
export async function createGraphiql(config: Config) {
  if (!config.graphiql) return { graphiql: false as const };
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return {
    renderGraphiQL,
    graphiql: async (): Promise<GraphiQLOptions> => ({
      title: 'Tidings',
      subscriptionsProtocol: 'WS',
      defaultQuery: config.operations === 'known' ? `${knownOnly}${defaultQuery}` : defaultQuery,
      ...(config.isProduction ? {} : { headers: await headersFor(config, 'alice') }),
    }),
  };
}

async function headersFor(config: Config, sub: string): Promise<string> {
  const token = await issueDevelopmentToken(config, { sub });
  return JSON.stringify({ authorization: `Bearer ${token}` }, null, 2);
}
