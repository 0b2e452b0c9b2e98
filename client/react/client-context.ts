import { createContext } from 'react';
import type { TidingsClient } from '../create-client.ts';

/** The client of the components below. */
export const ClientContext = createContext<TidingsClient | null>(null);
