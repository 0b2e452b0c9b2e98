import { type FormEvent, type ReactElement, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { demoUsers } from './demo-users.ts';
import type { Session } from './session.ts';

interface SignInProps {
  onSignIn: (session: Session) => void;
}

export function SignIn({ onSignIn }: SignInProps): ReactElement {
  return (
    <main className="sign-in">
      <header>
        <img src="/icon.svg" alt="" width="56" height="56" />
        <h1>Tidings</h1>
        <p>Choose who you are. Open a second window for somebody to talk to.</p>
      </header>
      <ul className="people" aria-label="People of the demo">
        {demoUsers.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => onSignIn({ userId: id, name, token: null })}>
              <Avatar id={id} name={name} />
              {name}
            </button>
          </li>
        ))}
      </ul>
      <details>
        <summary>Sign in with a token of your own</summary>
        <TokenForm onSignIn={onSignIn} />
      </details>
    </main>
  );
}

function TokenForm({ onSignIn }: SignInProps): ReactElement {
  const [token, setToken] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const userId = subjectOf(token.trim());
    if (userId === null) setWrong(true);
    else onSignIn({ userId, name: userId, token: token.trim() });
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor="token">A JWT, as your application signs it</label>
      <input id="token" value={token} onChange={(event) => setToken(event.target.value)} autoComplete="off" />
      <button type="submit" className="primary">
        Sign in
      </button>
      {isWrong && <p role="alert">This is no token with a subject.</p>}
    </form>
  );
}

function subjectOf(token: string): string | null {
  try {
    const [, claims = ''] = token.split('.');
    const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub?: unknown };
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}
