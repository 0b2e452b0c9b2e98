/**
 * Carries hints between the nodes. It promises little: a hint may be lost, doubled or late, and nothing that is built
 * on it may be wrong for that. Two twins, in memory and over Redis, pass one suite.
 */
export interface FanOut {
  /**
   * Sends a text to all who listen to the channel, this node included or not. Never waits, never throws. A text is one
   * line, as JSON is: what is published in one turn may travel together, a line each.
   */
  publish(channel: string, text: string): void;
  /**
   * Hears a channel from the moment the promise is fulfilled: within `confirmTimeoutMs` at the latest, also when the
   * other side is down (then hints are lost until it returns). Several listeners of one channel are served each.
   */
  listen(channel: string, onText: (text: string) => void): Promise<() => void>;
  /** Calls back each time hints may have been lost and flow again, such as after a reconnect. */
  onRestored(callback: () => void): void;
  /** Whether hints flow now. */
  isHealthy(): boolean;
  close(): Promise<void>;
}
