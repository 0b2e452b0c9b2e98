/** What the test does with the page of ten thousand messages. */
export interface LongListControls {
  /** Puts so many older messages on top. */
  prepend: (count: number) => void;
  /** Lets somebody else say one more. */
  append: () => void;
  /** Long tasks so far, in ms each. */
  longTasks: number[];
}
