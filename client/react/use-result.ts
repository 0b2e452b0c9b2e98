import { useMemo } from 'react';

/** What a hook returns: what it reads and what can be done, the same object until one of them changes. */
export function useResult<R extends object, A extends object>(reading: R, actions: A): R & A {
  return useMemo(() => ({ ...reading, ...actions }), [reading, actions]);
}
