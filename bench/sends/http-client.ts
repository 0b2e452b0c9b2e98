import { Agent, request } from 'node:http';

/** Posts operations over connections that are kept open. */
export interface HttpClient {
  /** Runs an operation; fails where its answer has errors. */
  run(token: string, payload: Record<string, unknown>): Promise<string>;
  close(): void;
}

export function createHttpClient(port: number): HttpClient {
  const agent = new Agent({ keepAlive: true });
  return {
    run: (token, payload) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(payload);
        const headers = {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        };
        const post = request(
          { host: '127.0.0.1', port, path: '/graphql', method: 'POST', agent, headers },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              text += chunk;
            });
            response.on('end', () => {
              if (text.includes('"errors":[') || response.statusCode !== 200) reject(new Error(text));
              else resolve(text);
            });
          },
        );
        post.on('error', reject);
        post.end(body);
      }),
    close: () => agent.destroy(),
  };
}
