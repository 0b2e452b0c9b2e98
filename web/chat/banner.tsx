import type { ReactElement } from 'react';
import { useConnection } from '../../client/react/index.ts';

/** Says that the connection is gone, once that is worth saying. */
export function Banner(): ReactElement | null {
  const { data, connect } = useConnection();
  if (!data.isDown) return null;
  return (
    <div className="banner" role="status">
      You are offline. What you write is kept, and sent when the connection is back.
      <button type="button" onClick={connect}>
        Try now
      </button>
    </div>
  );
}
