import { type ReactElement, useEffect, useState } from 'react';
import type { TidingsClient } from '../../client/index.ts';
import { TidingsProvider } from '../../client/react/index.ts';
import { type Chaos, createChaos } from './chaos.ts';
import { Chat } from './chat.tsx';
import { connectClient, readSession, type Session, writeSession } from './session.ts';
import { SignIn } from './sign-in.tsx';

interface Running {
  client: TidingsClient;
  chaos: Chaos;
}

export function Application(): ReactElement {
  const [session, setSession] = useState(readSession);
  const [running, setRunning] = useState<Running | null>(null);
  useEffect(() => {
    if (session === null) return;
    const chaos = createChaos();
    const client = connectClient(session, chaos);
    setRunning({ client, chaos });
    return () => {
      client.close();
      setRunning(null);
    };
  }, [session]);

  const enter = (next: Session | null) => {
    writeSession(next);
    setSession(next);
  };
  if (session === null) return <SignIn onSignIn={enter} />;
  if (running === null) return <main className="blank" aria-busy="true" />;
  return (
    <TidingsProvider client={running.client}>
      <Chat chaos={running.chaos} onSignOut={() => enter(null)} />
    </TidingsProvider>
  );
}
