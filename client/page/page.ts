/** The page that an application is shown on. In React Native, or wherever a page is something else, give your own. */
export interface Page {
  /** It is on the screen. */
  isVisible(): boolean;
  /** It is on the screen, and its window has the focus: somebody looks at it. */
  isFocused(): boolean;
  /** Calls back when either may have changed. Returns how to leave. */
  onChange(listener: () => void): () => void;
  /** Calls back when it is hidden or about to go, for what must be said before that. Returns how to leave. */
  onHide(listener: () => void): () => void;
  /** Calls back when somebody touches it: mouse, keys, scrolling, a finger. Returns how to leave. */
  onTouch(listener: () => void): () => void;
}

const touches = ['mousedown', 'keydown', 'scroll', 'touchstart'];

/** The browser's page. Without a document, as in Node, it is always looked at, and never touched. */
export function browserPage(): Page {
  if (typeof document === 'undefined') {
    const never = () => () => {};
    return { isVisible: () => true, isFocused: () => true, onChange: never, onHide: never, onTouch: never };
  }
  const isVisible = () => document.visibilityState === 'visible';
  return {
    isVisible,
    isFocused: () => isVisible() && document.hasFocus(),
    onChange: (listener) =>
      both(
        listenTo(document, ['visibilitychange'], listener),
        listenTo(window, ['focus', 'blur', 'pageshow'], listener),
      ),
    onHide: (listener) =>
      both(
        listenTo(document, ['visibilitychange'], () => isVisible() || listener()),
        listenTo(window, ['pagehide'], listener),
      ),
    // Captured: scrolling within an element does not bubble.
    onTouch: (listener) => listenTo(document, touches, listener),
  };
}

function listenTo(target: EventTarget, names: readonly string[], listener: () => void): () => void {
  const options = { capture: true, passive: true };
  // Wrapped: the same function may listen twice.
  const heard = () => listener();
  for (const name of names) target.addEventListener(name, heard, options);
  return () => {
    for (const name of names) target.removeEventListener(name, heard, options);
  };
}

const both = (first: () => void, second: () => void) => () => {
  first();
  second();
};
