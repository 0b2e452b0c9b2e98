import { type RefObject, useLayoutEffect } from 'react';

/** Lets a text box be as high as its text. Browsers that know `field-sizing` do it by the stylesheet, which bounds it as well. */
export function useAutoGrow(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what changes the height
  useLayoutEffect(() => {
    if (box.current === null || globalThis.CSS?.supports?.('field-sizing', 'content')) return;
    box.current.style.blockSize = 'auto';
    box.current.style.blockSize = `${box.current.scrollHeight}px`;
  }, [box, text]);
}
