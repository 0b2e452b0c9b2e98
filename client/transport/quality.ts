/** How good a connection is, by the time that a ping takes there and back. */
export type Quality = 'excellent' | 'good' | 'fair' | 'poor';

/** Below 100 ms excellent, below 300 good, below 600 fair, else poor. */
export function qualityOf(pingMs: number): Quality {
  if (pingMs < 100) return 'excellent';
  if (pingMs < 300) return 'good';
  return pingMs < 600 ? 'fair' : 'poor';
}
